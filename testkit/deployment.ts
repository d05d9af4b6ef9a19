import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { SalesDataPipelineProps } from '../src';
import { SalesDataPipeline } from '../src';
import { DeployedStacks } from './deployed-stacks';
import { differences, readRecording } from './jsonata/recording';
import { DeployedPipeline } from './pipeline/deployed-pipeline';
import type { PipelineOutputs } from './pipeline/outputs';
import { addOutputs } from './pipeline/outputs';
import type { Clients, Emulator } from '../tools/emulator';

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
    const deployed = await DeployedStacks.of(
      (app) => {
        for (const [name, props] of Object.entries(pipelines)) {
          const pipeline = addStack(app, name, props);
          options.adjust?.(pipeline);
        }
      },
      (directory) => {
        const mocks = join(directory, 'mocks.json');
        writeFileSync(mocks, JSON.stringify(options.mocks ?? {}));
        return { SFN_MOCK_CONFIG: mocks, RECORDED_EXPRESSIONS: recordingIn(directory), ...options.settings };
      },
    );
    return new Deployment(deployed);
  }

  public readonly emulator: Emulator;
  public readonly clients: Clients;
  /** What expressions of the workflows were evaluated to. */
  public readonly recording: string;

  private constructor(private readonly deployed: DeployedStacks) {
    this.emulator = deployed.emulator;
    this.clients = deployed.clients;
    this.recording = recordingIn(deployed.emulator.directory);
  }

  public pipeline(name: string): DeployedPipeline {
    return new DeployedPipeline(this.clients, this.deployed.outputs[name] as unknown as PipelineOutputs);
  }

  /** The messages of all log groups. */
  public async logs(): Promise<string> {
    return this.deployed.logs();
  }

  /** Stops the emulator. Throws if an expression of the workflows was evaluated to something else than AWS would have. */
  public async stop(): Promise<void> {
    const recorded = readRecording(this.recording);
    await this.deployed.stop();
    const different = await differences(recorded);
    if (different.length > 0) throw new Error(`${different.length} of ${recorded.length} evaluations differ:\n${different.slice(0, 5).join('\n')}`);
  }
}

const recordingIn = (directory: string): string => join(directory, 'expressions.jsonl');

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
