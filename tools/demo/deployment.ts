import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, deploy, Emulator, synthesize } from '../emulator';
import type { DemoArguments } from './arguments';
import { exampleApp } from './example-app';
import { printable } from '../../cli/terminal/printable';
import type { Steps } from '../../cli/terminal/steps';
import type { Terminal } from '../../cli/terminal/terminal';
import type { PipelineOutputs } from '../../testkit/pipeline/outputs';
import { stopAtExit } from '../process/process-group';

const STACK = 'SalesDataPipelineExample';

/** Starts the emulator and deploys the example stack to it. What does not depend on each other is done at once. */
export class Deployment {
  /** The emulator removes it, even where this process can't. */
  private readonly directory = mkdtempSync(join(tmpdir(), 'demo-'));
  private readonly assembly = join(this.directory, 'cdk.out');
  private emulator?: Emulator;

  constructor(private readonly args: DemoArguments, private readonly steps: Steps, private readonly terminal: Terminal) {
    stopAtExit(() => this.removeDirectory());
  }

  public async up(): Promise<{ emulator: Emulator; outputs: PipelineOutputs }> {
    const results = await Promise.allSettled([this.startEngine(), this.synthesize()]);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    const outputs = await this.steps.step('Deploying', `Deployed stack ${STACK} (cdk deploy)`, async () => deploy(this.emulator!, { assembly: this.assembly }));
    return { emulator: this.emulator!, outputs: outputs[STACK] as unknown as PipelineOutputs };
  }

  public async down(): Promise<void> {
    this.removeDirectory();
    await this.emulator?.stop();
  }

  private removeDirectory(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async startEngine(): Promise<void> {
    this.emulator = await this.steps.step('Starting the emulator', 'Started the emulator', async () => Emulator.start({
      directory: this.directory,
      log: (line) => this.terminal.line(`  ${printable(line)}`),
    }));
    await this.steps.step('Bootstrapping', 'Bootstrapped it (cdk bootstrap)', async () => bootstrap(this.emulator!));
  }

  private async synthesize(): Promise<void> {
    const { example, schema, key, records } = this.args;
    const app = await exampleApp(example, this.steps);
    const given = Object.entries({ schema, key, records }).filter(([, value]) => value !== undefined) as [string, string][];
    await this.steps.step('Synthesising the stack', 'Synthesised the stack (cdk synth)', async () => synthesize({
      app, context: Object.fromEntries(given), output: this.assembly,
    }));
  }
}
