import type { Duration } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { FanOutProps } from './fan-out-workflow';
import { FanOut } from './fan-out-workflow';
import type { FileWorkflowNames } from './file-workflow';
import { FileWorkflow } from './file-workflow';
import type { WorkflowNames } from './names';
import type { StateMachineSettings } from './workflow';
import { Workflow } from './workflow';

/** What the definitions are made of besides names. */
type Settings = Omit<FanOutProps, keyof WorkflowNames>;

export interface WorkflowsProps extends Omit<Settings, 'historyRetention'>, StateMachineSettings {
  readonly table: ITable;
  readonly queue: IQueue;
  readonly historyTable?: ITable;
  readonly historyRetention: Duration;
  readonly validator: IFunction;
  readonly splitter: IFunction;
}

const FAN_OUT_WORKFLOW = new Workflow<Settings, WorkflowNames>(
  'FanOutWorkflow', StateMachineType.STANDARD, (scope, props) => new FanOut(scope, 'Definition', props),
);
const FILE_WORKFLOW = new Workflow<Settings, FileWorkflowNames>(
  'FileWorkflow', StateMachineType.EXPRESS, (scope, props) => new FileWorkflow(scope, 'Definition', props),
);

/** The state machines of a pipeline: FileWorkflow, the fast path, and FanOutWorkflow, the fallback path. */
export function createWorkflows(scope: Construct, props: WorkflowsProps): { fileWorkflow: StateMachine; fanOutWorkflow: StateMachine } {
  const settings: Settings = {
    recordOptions: props.recordOptions,
    deadLettersPerBatch: props.deadLettersPerBatch,
    announcementsEnabled: props.announcementsEnabled,
    maxConcurrency: props.maxConcurrency,
    historyRetention: props.historyRetention.toSeconds(),
  };
  const names: WorkflowNames = {
    pipelineName: props.pipelineName,
    tableName: props.table.tableName,
    tableArn: props.table.tableArn,
    historyTableName: props.historyTable?.tableName,
    historyTableArn: props.historyTable?.tableArn,
    queueUrl: props.queue.queueUrl,
    queueArn: props.queue.queueArn,
    validatorArn: props.validator.functionArn,
    splitterArn: props.splitter.functionArn,
    eventBusArn: Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' }),
  };
  const fanOutWorkflow = FAN_OUT_WORKFLOW.create(scope, settings, names, props);
  const fileWorkflow = FILE_WORKFLOW.create(scope, settings, { ...names, fanOutWorkflowArn: fanOutWorkflow.stateMachineArn }, props);
  return { fileWorkflow, fanOutWorkflow };
}
