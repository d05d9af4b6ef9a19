import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { DeployedRival } from './deployed-rival';
import type { RivalOutputs } from './deployed-rival';
import { bundleHandlers } from './handlers';
import { Meter } from './meter';
import type { Rival, RivalId, Started } from './rivals';
import { DeployedStacks } from '../../testkit/deployed-stacks';

/** What the emulator does to whoever is running. */
export interface Faults {
  /** Number of times that each item can't be written. */
  readonly throttledWrites?: number;
  /** Number of invocations that end before they have done anything. */
  readonly killedInvocations?: number;
}

/** The alternatives and this package, each in its own stack, deployed to one emulator that records what AWS would bill. */
export class DeployedRivals {
  public static async of(rivals: readonly Rival[]): Promise<DeployedRivals> {
    const handlers = mkdtempSync(join(tmpdir(), 'rivals-'));
    try {
      bundleHandlers(handlers);
      const deployed = await DeployedStacks.of(
        (app) => rivals.forEach((rival) => {
          addOutputs(app, rival.id, (stack) => rival.deploy(stack, handlers));
          if (rival.deployForUpdates) addOutputs(app, `${rival.id}-updates`, (stack) => rival.deployForUpdates!(stack, handlers));
        }),
        (directory) => ({ METER: meterIn(directory), FAULTS: faultsIn(directory), LAMBDA_ASYNC_RETRY_BASE_SECONDS: '0.1' }),
      );
      return new DeployedRivals(rivals, deployed);
    } finally {
      rmSync(handlers, { recursive: true, force: true });
    }
  }

  private readonly lambda: LambdaClient;
  private readonly meter: Meter;

  private constructor(private readonly rivals: readonly Rival[], private readonly deployed: DeployedStacks) {
    const { endpoint, credentials, directory } = deployed.emulator;
    this.lambda = new LambdaClient({ endpoint, credentials, region: 'us-east-1' });
    this.meter = new Meter(meterIn(directory));
  }

  /** `updates`: as it is deployed where orders change, if that differs. */
  public rival(id: RivalId, { updates = false }: { readonly updates?: boolean } = {}): DeployedRival {
    const rival = this.rivals.find((one) => one.id === id)!;
    const stack = updates && rival.deployForUpdates ? `${id}-updates` : id;
    return new DeployedRival(rival, this.deployed, this.lambda, this.deployed.outputs[stack] as unknown as RivalOutputs, this.meter);
  }

  /** Runs something while the services have faults. */
  public async during<T>(faults: Faults, run: () => Promise<T>): Promise<T> {
    const file = faultsIn(this.deployed.emulator.directory);
    writeFileSync(file, JSON.stringify(faults));
    try {
      return await run();
    } finally {
      rmSync(file);
    }
  }

  public async logs(): Promise<string> {
    return this.deployed.logs();
  }

  public async stop(): Promise<void> {
    this.lambda.destroy();
    await this.deployed.stop();
  }
}

function addOutputs(app: App, name: string, deploy: (stack: Stack) => Started): void {
  const stack = new Stack(app, name);
  const { bucket, table, queue, entry } = deploy(stack);
  const outputs: RivalOutputs = { Bucket: bucket.bucketName, Table: table.tableName, Queue: queue.queueUrl, Entry: entry };
  Object.entries(outputs).forEach(([output, value]) => new CfnOutput(stack, output, { value: value as string }));
}

const meterIn = (directory: string): string => join(directory, 'meter.jsonl');
const faultsIn = (directory: string): string => join(directory, 'faults.json');
