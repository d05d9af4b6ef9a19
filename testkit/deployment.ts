import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient, paginateDescribeLogGroups, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { App, CliCredentialsStackSynthesizer, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { SalesDataPipelineProps } from '../src';
import { SalesDataPipeline } from '../src';
import { differences, readRecording } from './jsonata/recording';
import { DeployedPipeline } from './pipeline/deployed-pipeline';
import type { PipelineOutputs } from './pipeline/outputs';
import { addOutputs } from './pipeline/outputs';
import { Clients, Emulator, REGION, deploy } from '../tools/emulator';
import type { Outputs } from '../tools/emulator';

const ASSET_BUCKET = 'assets';

export interface DeploymentOptions {
  /** Responses of chosen states in executions started with `#case`, in the format of Step Functions Local. */
  readonly mocks?: object;
  /** Settings of the emulator. */
  readonly settings?: Record<string, string>;
  /** Changes a pipeline in ways that its props do not offer. */
  readonly adjust?: (pipeline: SalesDataPipeline) => void;
}

/** Pipelines by name, each in its own stack, deployed to their own emulator. */
export class Deployment {
  public static async of(pipelines: Record<string, (stack: Stack) => SalesDataPipelineProps>, options: DeploymentOptions = {}): Promise<Deployment> {
    // The emulator removes it, however this process ends.
    const directory = mkdtempSync(join(tmpdir(), 'deployment-'));
    const assembly = join(directory, 'cdk.out');
    const mocks = join(directory, 'mocks.json');
    writeFileSync(mocks, JSON.stringify(options.mocks ?? {}));
    const recording = join(directory, 'expressions.jsonl');
    const settings = { SFN_WAIT_SCALE: '0.01', SFN_MOCK_CONFIG: mocks, RECORDED_EXPRESSIONS: recording, ...options.settings };
    const emulator = await Emulator.start({ directory, settings })
      .catch((error: unknown) => {
        rmSync(directory, { recursive: true, force: true });
        throw error;
      });
    try {
      // Deploys with the current credentials and without the bootstrap stack, which takes as long to deploy as the pipelines, and
      // whose roles do not suffice if the emulator enforces permissions.
      const defaultStackSynthesizer = new CliCredentialsStackSynthesizer({ fileAssetsBucketName: ASSET_BUCKET });
      const app = new App({ outdir: assembly, analyticsReporting: false, defaultStackSynthesizer });
      for (const [name, props] of Object.entries(pipelines)) {
        const pipeline = addStack(app, name, props);
        options.adjust?.(pipeline);
      }
      app.synth();
      const outputs = await deploy(emulator, { assembly, assetBucket: ASSET_BUCKET });
      return new Deployment(emulator, new Clients(emulator), outputs, recording);
    } catch (error) {
      await emulator.stop();
      throw error;
    }
  }

  private constructor(
    public readonly emulator: Emulator,
    public readonly clients: Clients,
    private readonly outputs: Outputs,
    /** What expressions of the workflows were evaluated to. */
    public readonly recording: string,
  ) {}

  public pipeline(name: string): DeployedPipeline {
    return new DeployedPipeline(this.clients, this.outputs[name] as unknown as PipelineOutputs);
  }

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

  /** Stops the emulator. Throws if an expression of the workflows was evaluated to something else than AWS would have. */
  public async stop(): Promise<void> {
    this.clients.destroy();
    const recorded = readRecording(this.recording);
    await this.emulator.stop();
    const different = await differences(recorded);
    if (different.length > 0) throw new Error(`${different.length} of ${recorded.length} evaluations differ:\n${different.slice(0, 5).join('\n')}`);
  }
}

function addStack(app: App, name: string, props: (stack: Stack) => SalesDataPipelineProps): SalesDataPipeline {
  const stack = new Stack(app, name);
  const given = props(stack);
  const pipeline = new SalesDataPipeline(stack, 'Sales', { removalPolicy: RemovalPolicy.DESTROY, ...given });
  addOutputs(stack, pipeline, given);
  // Mocks find the workflows by these names.
  (pipeline.fileWorkflow.node.defaultChild as CfnStateMachine).stateMachineName = `${name}-FileWorkflow`;
  (pipeline.fanOutWorkflow.node.defaultChild as CfnStateMachine).stateMachineName = `${name}-FanOutWorkflow`;
  return pipeline;
}
