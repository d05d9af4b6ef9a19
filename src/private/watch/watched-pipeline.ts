import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { StateMachineSettings } from '../workflows/workflow';

/** The parts of a pipeline that metrics, alarms, dashboard and registry are about. */
export interface WatchedPipeline {
  readonly pipelineName: string;
  readonly bucket: IBucket;
  readonly table: ITable;
  readonly historyTable?: ITable;
  readonly deadLetterQueue: IQueue;
  readonly fileWorkflow: IStateMachine;
  readonly fanOutWorkflow: IStateMachine;
  readonly validatorFunction: LambdaFunction;
  readonly splitterFunction: LambdaFunction;
  readonly uploadRule: IRule;
  readonly failureRule: IRule;
  readonly stateMachineSettings: StateMachineSettings;
  readonly announcementsEnabled: boolean;
}
