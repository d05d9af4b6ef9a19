import { execFile } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { synthesizeApp } from '../../tools/packages/apps';
import { artifact } from '../../tools/packages/artifacts';
import { outsideOfNpm } from '../../tools/packages/outside-of-npm';
import { developedWith } from '../../tools/packages/versions';
import { Assembly, expectSame, temporaryDirectory } from '../packages/support/assembly';
import { installed } from '../packages/support/installed';
import { APPS, STACKS } from '../packages/support/stacks';
import { compileApp } from '../packages/support/typescript';

const exec = promisify(execFile);
const env = { ...outsideOfNpm(), GOFLAGS: '-mod=mod', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

let goMod: string;
let go: Assembly;
let typescript: Assembly;

/** Needs Go, which `npm test` does not need. */
beforeAll(async () => {
  goMod = await artifact('go');
  [go, typescript] = await Promise.all([synthesizeGo(), synthesizeTypeScript()]);
}, 1_800_000);

/** Compiles the app with the module as it is published, from its directory. */
async function synthesizeGo(): Promise<Assembly> {
  const [app, elsewhere, output] = [temporaryDirectory(), temporaryDirectory(), temporaryDirectory()];
  const inApp = goIn(app);
  // Go answers no question about versions in a module of which some are missing.
  const outside = goIn(elsewhere);
  await outside('mod', 'init', 'elsewhere');
  const text = readFileSync(goMod, 'utf8');
  const [, name] = /^module (\S+)$/m.exec(text)!;
  cpSync(join(APPS, 'go'), app, { recursive: true });
  await inApp('mod', 'init', 'app');
  await inApp('mod', 'edit', '-require', `${name}@v0.0.0`, '-replace', `${name}=${dirname(goMod)}`);
  for (const [, dependency, version] of text.matchAll(/^\t(\S+) (v\S+)/gm)) {
    const instead = await nearest(dependency, version, outside);
    if (instead !== version) await inApp('mod', 'edit', '-replace', `${dependency}=${dependency}@${instead}`);
  }
  await inApp('mod', 'tidy');
  await inApp('build', '-o', 'app', '.');
  await exec(join(app, 'app'), [], { cwd: APPS, env: { ...env, CDK_OUTDIR: output, CDK_CONTEXT_JSON: '{}' } });
  return new Assembly(output);
}

type RunGo = (...args: string[]) => Promise<string>;
const goIn = (cwd: string): RunGo => async (...args) => (await exec('go', args, { cwd, env })).stdout;

/** The version, or if the module proxy does not have it, the latest one before it, or the first one behind it. The CDK itself has to be there. */
async function nearest(name: string, version: string, runGo: RunGo): Promise<string> {
  if (name.includes('awscdk/v2') || await runGo('mod', 'download', `${name}@${version}`).then(() => true, () => false)) return version;
  const listed = (await runGo('list', '-m', '-versions', name)).trim().split(' ').slice(1);
  const earlier = listed.filter((other) => other.localeCompare(version, 'en', { numeric: true }) < 0);
  return earlier[earlier.length - 1] ?? listed[0];
}

async function synthesizeTypeScript(): Promise<Assembly> {
  const output = temporaryDirectory();
  await synthesizeApp(installed.npm, await compileApp(join(APPS, 'typescript'), installed.npm), output, { cwd: APPS });
  return new Assembly(output);
}

test('the module names the versions of the CDK that the project is developed with', () => {
  const text = readFileSync(goMod, 'utf8');
  const { awsCdkLib, constructs } = developedWith();
  expect(text).toContain('module github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline-go/cdksalesdatapipeline');
  expect(text).toContain(`github.com/aws/aws-cdk-go/awscdk/v2 v${awsCdkLib}`);
  expect(text).toContain(`github.com/aws/constructs-go/constructs/v10 v${constructs}`);
});

test.each(STACKS)('%s: the same template and the same assets from Go as from TypeScript', (stack) => {
  expectSame(go, typescript, stack);
});
