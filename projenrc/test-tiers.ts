import type { awscdk, Task } from 'projen';
import { Component } from 'projen';

interface Tier {
  readonly name: string;
  readonly description: string;
  /** Runs once before the tests of the tier: a module in test/setup. */
  readonly setup: string;
}

const TIERS: Tier[] = [
  { name: 'unit', description: 'engine, command line and tools, without a template', setup: 'bundle' },
  { name: 'synth', description: 'templates, workflow definitions, errors at synthesis', setup: 'bundle' },
  { name: 'deployed', description: 'files, failures and permissions on stacks in the emulator', setup: 'emulator' },
  { name: 'packages', description: 'the packages of TypeScript and Python, installed into apps', setup: 'packages' },
  { name: 'integ', description: 'the apps of integ-runner: their snapshots, and their assertions in the emulator', setup: 'emulator' },
  { name: 'release', description: 'the packages of Java and Go; needs a JDK and Maven', setup: 'packages' },
];

/** The tiers that contributors run before each commit; CI also runs them. */
const ALWAYS = ['unit', 'synth', 'deployed'];

/**
 * The tests in tiers: `npx projen test:<tier>` runs one tier, `npx projen test:unit engine` its files with "engine" in the path.
 * Each tier is a project of jest, so `npx jest test/synth/events.test.ts` does the same set-up.
 */
export class TestTiers extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary, beforeTests: (string | Task)[]) {
    super(project);
    const config = project.tryFindObjectFile('jest.config.json')!;
    config.addOverride('projects', TIERS.map(jestProject));
    // Tests often wait for other processes.
    config.addOverride('maxWorkers', '100%');
    for (const inherited of ['testMatch', 'transform', 'testPathIgnorePatterns', 'watchPathIgnorePatterns', 'modulePathIgnorePatterns', 'clearMocks']) {
      config.addDeletionOverride(inherited);
    }
    for (const { name, description } of TIERS) {
      project.addTask(`test:${name}`, {
        description: `Test ${description}`,
        exec: `jest --selectProjects ${name} --ci`,
        receiveArgs: true,
      });
    }

    project.testTask.reset();
    beforeTests.forEach((step) => typeof step === 'string' ? project.testTask.exec(step) : project.testTask.spawn(step));
    project.testTask.exec(`jest --selectProjects ${ALWAYS.join(' ')} --ci`, { receiveArgs: true });
  }
}

function jestProject({ name, setup }: Tier): object {
  return {
    displayName: name,
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json' }] },
    globalSetup: `<rootDir>/test/setup/${setup}.ts`,
    // Installed copies of this package.
    modulePathIgnorePatterns: ['<rootDir>/.packages/'],
    clearMocks: true,
  };
}
