import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifact } from './artifacts';
import { cached } from './cache';
import { outsideOfNpm } from './outside-of-npm';
import type { CdkVersions } from './versions';
import { hash } from './versions';
import { findPython } from '../emulator/python-environment';
import { run } from '../process/run';

/** An app of a user: a directory in which the package is installed as it is published. */
export interface InstalledApp {
  readonly directory: string;
  /** The interpreter that runs the app. */
  readonly command: string;
  /** The value of PATH, if it differs from that of this process. */
  readonly path?: string;
}

export function environmentOf({ path }: InstalledApp): NodeJS.ProcessEnv {
  const env = { ...outsideOfNpm(), JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', PYTHONDONTWRITEBYTECODE: '1' };
  return path === undefined ? env : { ...env, PATH: path };
}

export async function npmApp(versions: CdkVersions): Promise<InstalledApp> {
  const tarball = await artifact('js');
  const directory = await cached('npm-app', hash(tarball, versions.awsCdkLib, versions.constructs), async (app) => {
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', version: '1.0.0', private: true }));
    await run('npm', [
      'install', '--no-audit', '--no-fund', '--loglevel=error',
      tarball, `aws-cdk-lib@${versions.awsCdkLib}`, `constructs@${versions.constructs}`,
    ], { cwd: app, env: outsideOfNpm() });
  });
  return { directory, command: process.execPath };
}

/** An app whose PATH has only Node.js and the virtual environment: no npm, no bundler. */
export async function pythonApp(versions: CdkVersions): Promise<InstalledApp> {
  const wheel = await artifact('python');
  const { command, identity } = findPython();
  const directory = await cached('python-app', hash(wheel, identity, versions.awsCdkLib, versions.constructs), async (app) => {
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
    path: [join(directory, 'bin'), bin].join(':'),
  };
}

export interface SynthesizeOptions {
  /** The working directory of the app. */
  readonly cwd: string;
  readonly context?: Record<string, string>;
}

/** Runs an app the way the CDK CLI does; the cloud assembly goes into `output`. */
export async function synthesizeApp(app: InstalledApp, main: string, output: string, options: SynthesizeOptions): Promise<void> {
  const env = { ...environmentOf(app), CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(options.context ?? {}) };
  await run(app.command, [main], { cwd: options.cwd, env });
}
