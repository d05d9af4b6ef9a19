import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient, paginateDescribeLogGroups, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { App, CliCredentialsStackSynthesizer } from 'aws-cdk-lib';
import { Clients, Emulator, REGION, deploy } from '../tools/emulator';
import type { Outputs } from '../tools/emulator';

const ASSET_BUCKET = 'assets';

/** The stacks of an app, deployed to an emulator of their own. */
export class DeployedStacks {
  /** `settings` are those of the emulator. The directory goes when the emulator goes, however this process ends. */
  public static async of(define: (app: App) => void, settings: (directory: string) => Record<string, string> = () => ({})): Promise<DeployedStacks> {
    const directory = mkdtempSync(join(tmpdir(), 'deployment-'));
    const assembly = join(directory, 'cdk.out');
    const emulator = await Emulator.start({ directory, settings: { SFN_WAIT_SCALE: '0.01', SQS_WAIT_SCALE: '0.1', ...settings(directory) } })
      .catch((error: unknown) => {
        rmSync(directory, { recursive: true, force: true });
        throw error;
      });
    try {
      // Deploys with the current credentials and without the bootstrap stack, which takes as long to deploy as the pipelines, and
      // whose roles do not suffice if the emulator enforces permissions.
      const defaultStackSynthesizer = new CliCredentialsStackSynthesizer({ fileAssetsBucketName: ASSET_BUCKET });
      const app = new App({ outdir: assembly, analyticsReporting: false, defaultStackSynthesizer });
      define(app);
      app.synth();
      const outputs = await deploy(emulator, { assembly, assetBucket: ASSET_BUCKET });
      return new DeployedStacks(emulator, new Clients(emulator), outputs);
    } catch (error) {
      await emulator.stop();
      throw error;
    }
  }

  private constructor(public readonly emulator: Emulator, public readonly clients: Clients, public readonly outputs: Outputs) {}

  /** The messages of all log groups. */
  public async logs(): Promise<string> {
    const { endpoint, credentials } = this.emulator;
    const client = new CloudWatchLogsClient({ endpoint, region: REGION, credentials });
    const lines: string[] = [];
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
      for (const { logGroupName } of logGroups) {
        for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
          lines.push(...events.map(({ message }) => message!));
        }
      }
    }
    client.destroy();
    return lines.join('\n');
  }

  public async stop(): Promise<void> {
    this.clients.destroy();
    await this.emulator.stop();
  }
}
