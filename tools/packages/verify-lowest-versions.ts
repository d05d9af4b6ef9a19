import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npmApp, pythonApp, synthesizeApp } from './apps';
import type { InstalledApp } from './apps';
import { cached } from './cache';
import { outsideOfNpm } from './outside-of-npm';
import { lowest } from './versions';
import { run } from '../process/run';
import { ROOT } from '../root';

const TESTS = join(ROOT, 'test');
/** cdk-nag itself needs a newer CDK. */
const NOT_FOR_LOWEST = 'cdk-nag';
const APPS = join(TESTS, 'packages', 'apps');

/**
 * Tests the published package with the lowest versions that it declares: its sources must compile against them, the tests
 * of the construct must pass on them, and a Python app must synthesize the same templates.
 */
async function main(): Promise<void> {
  const versions = lowest();
  const node = await lowestNode(versions.node);
  const app = await npmApp(versions);
  console.log(`aws-cdk-lib ${versions.awsCdkLib}, constructs ${versions.constructs}, Node.js ${versions.node}`);

  await step('The sources compile against them', async () => typeCheck(app));
  await step('The tests of the construct pass on them', async (log) => runTests(app, node, log));
  await step('A Python app synthesizes on them', async (log) => synthesizePython(await pythonApp(versions), log));
}

/** The Node.js of this version, which is an npm package for most platforms. */
async function lowestNode(version: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const directory = await cached('node', `${version}-${process.platform}-${process.arch}`, async (target) => {
    writeFileSync(join(target, 'package.json'), JSON.stringify({ private: true }));
    await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], { cwd: target, env: outsideOfNpm() });
  });
  return join(directory, 'node_modules', name, 'bin', 'node');
}

/** Checks types, too: a type that the lowest version lacks would be `any` for TypeScript and an error for jsii. */
async function typeCheck({ directory }: InstalledApp): Promise<void> {
  const installed = (name: string) => join(directory, 'node_modules', name);
  await withTemporaryFile('tsconfig.lowest.json', {
    extends: './tsconfig.dev.json',
    compilerOptions: {
      paths: {
        'aws-cdk-lib': [installed('aws-cdk-lib')],
        'aws-cdk-lib/*': [installed('aws-cdk-lib/*')],
        'constructs': [installed('constructs')],
      },
    },
    include: ['src/**/*.ts'],
  }, async (config) => run(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', config], { cwd: ROOT }));
}

async function runTests({ directory }: InstalledApp, node: string, log: (line: string) => void): Promise<void> {
  const installed = join(directory, 'node_modules');
  await withTemporaryFile('jest.lowest.json', {
    ...synthTier(),
    rootDir: ROOT,
    reporters: ['default', '<rootDir>/tools/jest-closing-line.js'],
    // Without the tests that compare the documentation with templates of the newest CDK.
    testMatch: ['<rootDir>/test/synth/*.test.ts'],
    testPathIgnorePatterns: [NOT_FOR_LOWEST],
    modulePathIgnorePatterns: [],
    moduleNameMapper: {
      '^(aws-cdk-lib|constructs)(/.*)?$': `${installed}/$1$2`,
      '^(?:\\.\\./)+src(/.*)?$': `${installed}/cdk-sales-data-pipeline/lib$1`,
      // The copy that the package brings, so that a test can count its calls.
      '^ajv/(.*)$': `${installed}/cdk-sales-data-pipeline/node_modules/ajv/$1`,
    },
  }, async (config) => run(node, [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--ci', '--config', config], { cwd: ROOT, log }));
}

/** The jest configuration for the tests of the construct. */
function synthTier(): object {
  const { projects, testTimeout } = JSON.parse(readFileSync(join(ROOT, 'jest.config.json'), 'utf8')) as {
    projects: { displayName: string }[]; testTimeout: number;
  };
  return { ...projects.find(({ displayName }) => displayName === 'synth'), testTimeout };
}

async function synthesizePython(app: InstalledApp, log: (line: string) => void): Promise<void> {
  await run(app.command, ['--version'], { log });
  const output = mkdtempSync(join(tmpdir(), 'lowest-'));
  try {
    await synthesizeApp(app, join(APPS, 'python', 'app.py'), output, { cwd: APPS });
    log(`${readdirSync(output).filter((name) => name.endsWith('.template.json')).length} templates`);
  } finally {
    rmSync(output, { recursive: true });
  }
}

/** In the root of the repository, because tsc and jest resolve other files from there. */
async function withTemporaryFile(name: string, content: object, use: (path: string) => Promise<void>): Promise<void> {
  const path = join(ROOT, name);
  writeFileSync(path, JSON.stringify(content, undefined, 2));
  try {
    await use(path);
  } finally {
    rmSync(path);
  }
}

async function step(what: string, work: (log: (line: string) => void) => Promise<void>): Promise<void> {
  const start = Date.now();
  await work((line) => console.log(`  ${line}`));
  console.log(`✔ ${what} (${Math.round((Date.now() - start) / 1_000)} s)`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
