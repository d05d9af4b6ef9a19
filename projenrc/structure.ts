import type { awscdk, Task } from 'projen';
import { Component, JsonFile } from 'projen';

/**
 * The folders that each folder may import, besides itself and packages. A folder imports only from folders further down
 * the list. CONTRIBUTING.md draws it.
 */
const MAY_IMPORT: { [folder: string]: string[] } = {
  'examples/typescript': ['src'],
  'tools': ['src', 'lambda-src', 'testkit', 'bench', 'cli/terminal'],
  'bench': ['src', 'lambda-src', 'testkit', 'tools/root', 'cli/terminal', 'cli/check/key-option', 'cli/commands', 'cli/operate', 'test/unit/operate/support'],
  'testkit': ['src', 'lambda-src', 'tools/emulator', 'tools/root'],
  'cli': ['src/private/contract', 'src/private/schema', 'src/record-schema', 'lambda-src/engine', 'lambda-src/ajv-runtime'],
  'cli/commands': [
    'cli/desk', 'cli/check', 'cli/completion', 'cli/operate', 'cli/terminal', 'cli/exit-codes', 'cli/usage-error', 'cli/output',
    'src/private/contract',
  ],
  'cli/desk/server': ['cli/operate', 'cli/terminal', 'cli/exit-codes', 'cli/usage-error', 'cli/package-version', 'src/private/contract'],
  'cli/desk/page': ['src/private/contract'],
  'cli/operate': ['cli/package-version', 'src/private/contract', 'lambda-src/engine'],
  'cli/check': [
    'cli/terminal', 'cli/exit-codes', 'cli/usage-error', 'cli/output',
    'src/private/contract', 'src/private/schema', 'src/record-schema', 'lambda-src/engine', 'lambda-src/ajv-runtime',
  ],
  'cli/completion': [],
  'cli/terminal': [],

  'lambda-src/handlers': ['lambda-src/engine', 'src/private/contract'],
  'lambda-src/engine/assess': ['lambda-src/engine/read', 'lambda-src/engine/json', 'lambda-src/engine/bytes', 'src/private/contract'],
  'lambda-src/engine/read': ['lambda-src/engine/scan', 'lambda-src/engine/json', 'lambda-src/engine/bytes', 'src/private/contract'],
  'lambda-src/engine/scan': ['lambda-src/engine/json', 'lambda-src/engine/bytes', 'src/private/contract'],
  'lambda-src/engine/json': ['lambda-src/engine/bytes', 'src/private/contract'],
  'lambda-src/engine/bytes': [],

  'src/private/watch': ['src/private/workflows', 'src/private/props', 'src/private/contract', 'src/alarms', 'src/rejection-reason'],
  'src/private/resources': ['src/private/workflows', 'src/private/props', 'src/private/schema', 'src/private/contract'],
  'src/private/workflows': ['src/private/contract', 'src/duplicate-policy'],
  'src/private/props': ['src/private/schema', 'src/private/contract', 'src/duplicate-policy', 'src/record-schema'],
  'src/private/schema': ['src/private/contract'],
  'src/private/contract': [],
};

/** `npx projen check:structure` checks which folder imports which, and that no file is in an import cycle. */
export class Structure extends Component {
  public readonly task: Task;

  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    new JsonFile(project, '.dependency-cruiser.json', {
      // The schema of this file allows no comment.
      marker: false,
      obj: {
        forbidden: [
          {
            name: 'no-circle',
            comment: 'Types may refer to each other; code that runs may not.',
            severity: 'error',
            from: {},
            to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
          },
          ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
            name: folder,
            comment: `${folder} imports only from ${[...allowed, 'packages'].join(', ')}.`,
            severity: 'error',
            from: { path: `^${folder}/` },
            to: {
              path: '^(src|lambda-src|cli|bench|testkit|tools|test)/',
              pathNot: [folder, ...allowed].map((path) => `^${path}(/|\\.ts$)`),
              dependencyTypesNot: ['type-only'],
            },
          })),
        ],
        options: {
          doNotFollow: { path: ['node_modules'] },
          exclude: { path: ['^assets/', '^lib/', '^\\.packages/', '\\.snapshot/'] },
          tsPreCompilationDeps: true,
          tsConfig: { fileName: 'tsconfig.dev.json' },
        },
      },
    });
    this.task = project.addTask('check:structure', {
      description: 'Check which folder imports which, and that no file is in an import cycle',
      exec: 'depcruise --config .dependency-cruiser.json src lambda-src cli testkit bench tools test examples/typescript',
    });
  }
}
