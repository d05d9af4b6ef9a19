import type { awscdk, Task } from 'projen';
import { Component } from 'projen';
import { ActionRefs } from 'projen/lib/github';
import { JobPermission } from 'projen/lib/github/workflows-model';
import { WORKFLOW_NODE } from './packages';

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

/** Tests often wait for other processes, so there are more than cores. Jest takes no percentage above 100. */
const WORKERS = '$(node -p "Math.ceil(1.5 * require(\'node:os\').availableParallelism())")';
/** Takes its time on the network while the checks compute. */
const INSTALL = 'tsx tools/install-python-packages.ts';

export interface TestSteps {
  readonly before: Task;
  /** Command lines that do not depend on each other. */
  readonly checks: readonly string[];
}

/**
 * The tests in tiers: `npx projen test:<tier>` runs one tier, `npx projen test:unit engine` its files with "engine" in the path.
 * Each tier is a project of jest, so `npx jest test/synth/events.test.ts` does the same set-up.
 */
export class TestTiers extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary, { before, checks }: TestSteps) {
    super(project);
    const config = project.tryFindObjectFile('jest.config.json')!;
    config.addOverride('projects', TIERS.map(jestProject));
    config.addOverride('maxWorkers', '100%');
    config.addOverride('testSequencer', '<rootDir>/tools/jest-sequencer.js');
    config.addOverride('reporters', ['default', ['<rootDir>/tools/jest-junit.js', { outputDirectory: 'test-reports' }], '<rootDir>/tools/jest-closing-line.js']);
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

    const checked = project.addTask('check', {
      description: 'Compile, type-check, lint, check the structure and the API, side by side; install what the tests need from PyPI meanwhile',
      exec: `tsx tools/process/side-by-side.ts ${[...checks, INSTALL].map((commands) => `'${commands}'`).join(' ')}`,
    });
    project.testTask.reset();
    project.testTask.spawn(before);
    project.testTask.spawn(checked);
    project.testTask.exec(`jest --selectProjects ${ALWAYS.join(' ')} --ci --maxWorkers ${WORKERS}`, { receiveArgs: true });
    this.explore(project);
  }

  /** The tests take the same random cases each time, so that a run fails only if the code has changed. Once a week, others are tried, and more. */
  private explore(project: awscdk.AwsCdkConstructLibrary): void {
    const task = project.addTask('test:properties', {
      description: 'Test the properties with random cases, ten times as many; PROPERTY_RUNS and PROPERTY_SEED say otherwise',
      exec: 'PROPERTY_SEED=${PROPERTY_SEED:-random} PROPERTY_RUNS=${PROPERTY_RUNS:-10} '
        + 'jest --selectProjects unit synth --ci --testTimeout 1200000 $(grep -rl --include=*.test.ts fc.assert test/unit test/synth)',
      receiveArgs: true,
    });
    const workflow = project.github!.addWorkflow('explore');
    workflow.on({ schedule: [{ cron: '17 3 * * 1' }], workflowDispatch: {} });
    workflow.addJob('explore', {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: JobPermission.READ },
      env: { CI: 'true' },
      steps: [
        { name: 'Checkout', uses: ActionRefs.ACTIONS_CHECKOUT },
        { name: 'Setup Node.js', uses: ActionRefs.ACTIONS_SETUP_NODE, with: { 'node-version': WORKFLOW_NODE, 'package-manager-cache': false } },
        { name: 'Install dependencies', run: 'npm ci' },
        { name: 'Properties', run: `npx projen ${task.name}` },
        { name: 'Deployed pipeline', run: 'npm run soak -- --minutes 30', if: '!cancelled()' },
      ],
    });
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
