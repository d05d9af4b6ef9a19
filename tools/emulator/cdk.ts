import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { Clients } from './clients';
import type { Emulator } from './emulator';
import { EmulatorError } from './emulator-error';
import { ACCOUNT, REGION } from './environment';
import { run } from '../process/run';
import type { RunError } from '../process/run';
import { ROOT } from '../root';

const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
const QUIET = ['--no-notices', '--no-version-reporting', '--no-color', '--ci'];

export interface SynthOptions {
  /** The command line of the app, such as `tsx examples/typescript/app.ts`. */
  readonly app: string;
  readonly context?: Record<string, string>;
  /** The directory for the cloud assembly. */
  readonly output: string;
  readonly log?: (line: string) => void;
}

export interface DeployOptions {
  /** The directory of a cloud assembly, made by `synthesize` or `app.synth()`. */
  readonly assembly: string;
  /** A bucket for the assets of stacks that need nothing else from the bootstrap stack. It is created. */
  readonly assetBucket?: string;
  readonly log?: (line: string) => void;
}

/** The environment of the CDK CLI, which says where it deploys to, and a directory for its files. */
export type Target = Pick<Emulator, 'env' | 'directory'>;

/** Outputs by stack and name. */
export type Outputs = Record<string, Record<string, string>>;

/** Runs `cdk synth`. Needs no emulator, so it can run while one starts. */
export async function synthesize(options: SynthOptions): Promise<void> {
  const context = Object.entries(options.context ?? {}).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const env = { ...process.env, CDK_DEFAULT_ACCOUNT: ACCOUNT, CDK_DEFAULT_REGION: REGION, PATH: withTools() };
  try {
    await run(CDK, ['synth', '--quiet', '--app', options.app, '--output', options.output, ...context, ...QUIET], { cwd: ROOT, env, log: options.log });
  } catch (error) {
    throw new EmulatorError(`${options.app} can't be synthesized.\n${whatTheAppSaid(error as RunError)}`);
  }
}

/** The message of an app's error, without the stack trace. */
function whatTheAppSaid(error: RunError): string {
  return /^\w*Error: [\s\S]*?(?=\n    at )/m.exec(error.output)?.[0] ?? error.message;
}

/** Runs `cdk bootstrap` unless that was done before. */
export async function bootstrap(emulator: Emulator, log?: (line: string) => void): Promise<void> {
  const clients = new Clients(emulator);
  try {
    await clients.cloudformation.send(new DescribeStacksCommand({ StackName: 'CDKToolkit' }));
  } catch {
    // Bootstrapping needs no app, so the cdk.json of the user is not read.
    await cdk(['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--app', ''], emulator, { log, cwd: emulator.directory });
  } finally {
    clients.destroy();
  }
}

/** Runs `cdk deploy` for all stacks of an assembly, after `cdk bootstrap` unless `assetBucket` is given. Returns the outputs. */
export async function deploy(emulator: Emulator, options: DeployOptions): Promise<Outputs> {
  await (options.assetBucket === undefined ? bootstrap(emulator, options.log) : createBucket(emulator, options.assetBucket));
  return deployAssembly(emulator, options);
}

/** Runs `cdk deploy` for all stacks of an assembly, wherever the environment leads. Returns the outputs. */
export async function deployAssembly(target: Target, { assembly, log }: DeployOptions): Promise<Outputs> {
  const outputs = join(mkdtempSync(join(target.directory, 'deploy-')), 'outputs.json');
  await cdk([
    'deploy', '--all', '--concurrency', '4', '--app', assembly, '--require-approval', 'never', '--method', 'direct', '--progress', 'events',
    '--outputs-file', outputs,
  ], target, { log });
  return JSON.parse(readFileSync(outputs, 'utf8')) as Outputs;
}

async function createBucket(emulator: Emulator, name: string): Promise<void> {
  const clients = new Clients(emulator);
  try {
    await clients.s3.send(new CreateBucketCommand({ Bucket: name }));
  } finally {
    clients.destroy();
  }
}

async function cdk(args: string[], target: Target, options: { cwd?: string; log?: (line: string) => void }): Promise<void> {
  // The CDK CLI leaves files in its temporary directory.
  const env = { ...target.env, TMPDIR: target.directory };
  try {
    await run(CDK, [...args, ...QUIET], { cwd: ROOT, ...options, env });
  } catch (error) {
    throw new EmulatorError((error as Error).message);
  }
}

/** Lets the command line of the app name tools of this project, such as tsx. */
function withTools(): string {
  return [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(':');
}
