import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizeApp } from '../../tools/packages/apps';
import { artifact } from '../../tools/packages/artifacts';
import { outsideOfNpm } from '../../tools/packages/outside-of-npm';
import { developedWith, packageJson } from '../../tools/packages/versions';
import { run } from '../../tools/process/run';
import { ROOT } from '../../tools/root';
import { Assembly, expectSame, temporaryDirectory } from '../packages/support/assembly';
import { installed } from '../packages/support/installed';
import { MOST_MEGABYTES, megabytes } from '../packages/support/size';
import { APPS, STACKS } from '../packages/support/stacks';
import { compileApp } from '../packages/support/typescript';

/** A Maven repository for these tests. It is kept, so that Maven downloads each artifact once. */
const LOCAL_REPOSITORY = join(ROOT, '.packages', 'maven');

let java: Assembly;
let typescript: Assembly;

/** Needs a JDK and Maven, which `npm test` does not need. */
beforeAll(async () => {
  [java, typescript] = await Promise.all([synthesizeJava(), synthesizeTypeScript()]);
}, 1_800_000);

async function synthesizeJava(): Promise<Assembly> {
  const [built, app, output] = [await mavenRepository(), temporaryDirectory(), temporaryDirectory()];
  cpSync(join(APPS, 'java'), app, { recursive: true });
  const { awsCdkLib, constructs } = developedWith();
  await run('mvn', [
    '--batch-mode', '--quiet', '--file', join(app, 'pom.xml'), `-Dmaven.repo.local=${LOCAL_REPOSITORY}`,
    `-Dpackages.directory=${built}`, `-Dpackage.version=${packageJson().version}`,
    `-Daws-cdk-lib.version=${awsCdkLib}`, `-Dconstructs.version=${constructs}`,
    'compile', 'exec:java',
  ], { cwd: APPS, env: { ...outsideOfNpm(), CDK_OUTDIR: output, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' } });
  return new Assembly(output);
}

/** A Maven repository with the jar, laid out as in Maven Central. */
async function mavenRepository(): Promise<string> {
  const pom = await artifact('java');
  // Maven never updates an artifact that it already has.
  rmSync(join(LOCAL_REPOSITORY, ...packageJson().jsii.targets.java.maven.groupId.split('.')), { recursive: true, force: true });
  return pom.slice(0, pom.lastIndexOf('/io/'));
}

async function synthesizeTypeScript(): Promise<Assembly> {
  const [app, output] = [installed.npm, temporaryDirectory()];
  await synthesizeApp(app, await compileApp(join(APPS, 'typescript'), app), output, { cwd: APPS });
  return new Assembly(output);
}

test('the jar is as small as the README says', async () => {
  expect(megabytes((await artifact('java')).replace(/\.pom$/, '.jar'))).toBeLessThan(MOST_MEGABYTES);
});

test.each(STACKS)('%s: the same template and the same assets from Java as from TypeScript', (stack) => {
  expectSame(java, typescript, stack);
});
