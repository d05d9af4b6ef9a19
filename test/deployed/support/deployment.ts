import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient, paginateDescribeLogGroups, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { App, CfnOutput, CliCredentialsStackSynthesizer, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { DeployedPipeline } from './deployed-pipeline';
import type { SalesDataPipelineProps } from '../../../src';
import { SalesDataPipeline } from '../../../src';
import { Clients, Emulator, REGION, deploy } from '../../../tools/emulator';

export interface DeploymentOptions {
  /** What chosen states answer in executions started with `#case`: the format of Step Functions Local. */
  readonly mocks?: object;
  /** Of the engine. */
  readonly settings?: Record<string, string>;
  /** What a test needs otherwise than users have it. */
  readonly adjust?: (pipeline: SalesDataPipeline) => void;
}

/** Pipelines by name, each in a stack of its own, deployed to one engine that is stopped with them. */
export class Deployment {
  public static async of(pipelines: Record<string, (stack: Stack) => SalesDataPipelineProps>, options: DeploymentOptions = {}): Promise<Deployment> {
    const assembly = mkdtempSync(join(tmpdir(), 'assembly-'));
    const mocks = join(assembly, 'mocks.json');
    writeFileSync(mocks, JSON.stringify(options.mocks ?? {}));
    const engine = await Emulator.start({ settings: { SFN_WAIT_SCALE: '0.01', SFN_MOCK_CONFIG: mocks, ...options.settings } });
    try {
      // Deploys with the credentials at hand: where the engine enforces rights, those of the bootstrap roles do not suffice.
      const defaultStackSynthesizer = new CliCredentialsStackSynthesizer();
      const app = new App({ outdir: join(assembly, 'cdk.out'), analyticsReporting: false, defaultStackSynthesizer });
      for (const [name, props] of Object.entries(pipelines)) {
        const pipeline = addStack(app, name, props);
        options.adjust?.(pipeline);
      }
      app.synth();
      const outputs = await deploy(engine, { assembly: join(assembly, 'cdk.out') });
      return new Deployment(engine, new Clients(engine), outputs);
    } catch (error) {
      await engine.stop();
      throw error;
    } finally {
      rmSync(assembly, { recursive: true, force: true });
    }
  }

  private constructor(
    public readonly engine: Emulator,
    public readonly clients: Clients,
    private readonly outputs: Record<string, Record<string, string>>,
  ) {}

  public pipeline(name: string): DeployedPipeline {
    return new DeployedPipeline(this.clients, this.outputs[name]);
  }

  /** Everything in all log groups. */
  public async logs(): Promise<string> {
    const client = new CloudWatchLogsClient({
      endpoint: this.engine.endpoint, region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
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
    await this.engine.stop();
  }
}

function addStack(app: App, name: string, props: (stack: Stack) => SalesDataPipelineProps): SalesDataPipeline {
  const stack = new Stack(app, name);
  const pipeline = new SalesDataPipeline(stack, 'Sales', { removalPolicy: RemovalPolicy.DESTROY, ...props(stack) });
  const announcements = new Queue(stack, 'Announcements');
  pipeline.onFileProcessed('Processed', { target: new SqsQueue(announcements) });
  pipeline.onFileFailed('Failed', { target: new SqsQueue(announcements) });
  const outputs = {
    bucket: pipeline.bucket.bucketName,
    table: pipeline.table.tableName,
    queue: pipeline.deadLetterQueue.queueUrl,
    announcements: announcements.queueUrl,
    fileWorkflow: pipeline.fileWorkflow.stateMachineArn,
    fanOutWorkflow: pipeline.fanOutWorkflow.stateMachineArn,
  };
  Object.entries(outputs).forEach(([key, value]) => new CfnOutput(stack, key, { value }));
  // By these names mocks find them.
  (pipeline.fileWorkflow.node.defaultChild as CfnStateMachine).stateMachineName = `${name}-FileWorkflow`;
  (pipeline.fanOutWorkflow.node.defaultChild as CfnStateMachine).stateMachineName = `${name}-FanOutWorkflow`;
  return pipeline;
}
