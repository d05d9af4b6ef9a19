import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmulatorError } from './emulator-error';
import { clientEnvironment, emulatorEnvironment, randomCredentials } from './environment';
import { pythonEnvironment } from './python-environment';
import { groupIsGone, killGroup, stopAtExit } from '../process/process-group';

export interface EmulatorOptions {
  /** Receives messages about steps that take time. */
  readonly log?: (line: string) => void;
  /** A directory for what is to go when the emulator goes. The emulator removes it. @default a new one */
  readonly directory?: string;
  /** More settings for the emulator itself, such as SFN_MOCK_CONFIG, AUTH or CLOUDTRAIL_RECORDING. */
  readonly settings?: Record<string, string>;
}

const START_TIMEOUT_MS = 60_000;

/**
 * S3, EventBridge, Step Functions, Lambda, DynamoDB, SQS and CloudFormation in one process of this machine, reachable
 * only on loopback. Keeps no data after its end, and ends at the latest with the process that started it.
 */
export class Emulator {
  public static async start(options: EmulatorOptions = {}): Promise<Emulator> {
    if (process.platform === 'win32') throw new EmulatorError('The emulator runs on Linux and macOS; on Windows, in WSL.');
    const python = await pythonEnvironment(options.log ?? (() => {}));
    const emulator = new Emulator(python, options);
    try {
      await emulator.untilHealthy();
      return emulator;
    } catch (error) {
      const log = emulator.logTail();
      await emulator.stop();
      throw new EmulatorError(`The emulator did not start: ${(error as Error).message}\nThe end of its log:\n${log}`);
    }
  }

  /** The environment for a process that uses the emulator, such as the CDK CLI. */
  public env: NodeJS.ProcessEnv = {};
  /** New for each start. The emulator answers no other credentials. */
  public readonly credentials = randomCredentials();
  /** For example http://127.0.0.1:34567 */
  public endpoint = '';
  /** Id of the emulator's process, and of the process group with everything that it starts. */
  public readonly pid: number;
  public readonly logFile: string;
  /** For what is to go when the emulator goes. */
  public readonly directory: string;
  private readonly child: ChildProcess;
  private readonly forget: () => void;
  private stopped = false;

  private constructor(python: string, { directory, settings }: EmulatorOptions) {
    this.directory = directory ?? mkdtempSync(join(tmpdir(), 'emulator-'));
    this.logFile = join(this.directory, 'emulator.log');
    const temporary = join(this.directory, 'tmp');
    mkdirSync(temporary);
    const log = openSync(this.logFile, 'a');
    this.child = spawn(python, ['-I', '-B', join(__dirname, 'serve.py'), this.directory], {
      cwd: this.directory,
      env: { ...emulatorEnvironment(temporary, this.credentials), ...settings },
      stdio: ['pipe', log, log, 'pipe'],
      detached: true,
    });
    closeSync(log);
    if (this.child.pid === undefined) throw new EmulatorError(`${python} could not be started`);
    this.pid = this.child.pid;
    this.forget = stopAtExit(() => this.kill());
    // A process may end without stopping the emulator first.
    this.child.unref();
    (this.child.stdin as unknown as { unref(): void }).unref();
  }

  /** Resolves when no process of the emulator is left. */
  public async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    this.forget();
    this.kill();
    if (!await groupIsGone(this.pid)) throw new EmulatorError(`Processes of group ${this.pid} do not end`);
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** The last lines of the emulator's log. */
  public logTail(lines = 30): string {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  private kill(): void {
    killGroup(this.pid);
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }

  private async untilHealthy(): Promise<void> {
    this.endpoint = `http://127.0.0.1:${await this.port()}`;
    this.env = clientEnvironment(this.endpoint, this.credentials);
    for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(25)) {
      if (this.child.exitCode !== null) throw new Error(`it ended with exit code ${this.child.exitCode}`);
      const healthy = await fetch(`${this.endpoint}/_ministack/health`).then((answer) => answer.ok, () => false);
      if (healthy) return;
    }
    throw new Error(`not healthy after ${START_TIMEOUT_MS / 1_000} s`);
  }

  /** The port that the emulator has bound and reported. */
  private async port(): Promise<number> {
    let text = '';
    for await (const chunk of this.child.stdio[3] as NodeJS.ReadableStream) text += String(chunk);
    if (!text) throw new Error('it ended before it had a port');
    return Number(text);
  }
}
