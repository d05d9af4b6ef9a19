import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifact } from './artifacts';
import { madeOnce } from './made-once';
import { outsideOfNpm } from './outside-of-npm';
import type { CdkVersions } from './root';
import { hash } from './root';
import { findPython } from '../emulator/python-environment';
import { run } from '../emulator/run';

/** An app of somebody else: an empty directory with nothing in it but the package, installed as it is published. */
export interface InstalledApp {
  readonly directory: string;
  /** The interpreter that runs the app. */
  readonly command: string;
  /** The command-line tool, as installed. */
  readonly tool: string;
  readonly env: NodeJS.ProcessEnv;
}

export async function npmApp(versions: CdkVersions): Promise<InstalledApp> {
  const tarball = await artifact('js');
  const directory = await madeOnce('npm-app', hash(tarball, versions.awsCdkLib, versions.constructs), async (app) => {
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', version: '1.0.0', private: true }));
    await run('npm', [
      'install', '--no-audit', '--no-fund', '--loglevel=error',
      tarball, `aws-cdk-lib@${versions.awsCdkLib}`, `constructs@${versions.constructs}`,
    ], { cwd: app, env: outsideOfNpm() });
  });
  return { directory, command: process.execPath, tool: join(directory, 'node_modules', '.bin', 'sales-data-pipeline'), env: outsideOfNpm() };
}

/** With nothing but Node.js and the virtual environment on the path: no npm, no bundler. */
export async function pythonApp(versions: CdkVersions): Promise<InstalledApp> {
  const wheel = await artifact('python');
  const { command, identity } = findPython();
  const directory = await madeOnce('python-app', hash(wheel, identity, versions.awsCdkLib, versions.constructs), async (app) => {
    const venv = join(app, 'venv');
    await run(command, ['-m', 'venv', venv], { env: outsideOfNpm() });
    await run(join(venv, 'bin', 'python'), [
      '-m', 'pip', 'install', '--no-input', '--quiet', '--disable-pip-version-check', '--no-compile',
      wheel, `aws-cdk-lib==${versions.awsCdkLib}`, `constructs==${versions.constructs}`,
    ], { env: outsideOfNpm() });
    mkdirSync(join(app, 'bin'));
    symlinkSync(process.execPath, join(app, 'bin', 'node'));
  });
  const bin = join(directory, 'venv', 'bin');
  return {
    directory,
    command: join(bin, 'python'),
    tool: join(bin, 'sales-data-pipeline'),
    env: { ...outsideOfNpm(), PATH: [join(directory, 'bin'), bin].join(':'), JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', PYTHONDONTWRITEBYTECODE: '1' },
  };
}

export interface SynthesizeOptions {
  /** What file names in the app are relative to. */
  readonly cwd: string;
  readonly context?: Record<string, string>;
}

/** Runs an app the way the CDK CLI does; the cloud assembly goes into `output`. */
export async function synthesizeApp(app: InstalledApp, main: string, output: string, options: SynthesizeOptions): Promise<void> {
  const env = { ...app.env, CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(options.context ?? {}) };
  await run(app.command, [main], { cwd: options.cwd, env });
}
