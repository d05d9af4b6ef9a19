import type { Stack } from 'aws-cdk-lib';
import { CfnOutput } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { SalesDataPipeline, SalesDataPipelineProps } from '../../src';

/** The outputs of a stack that tell a client where the pipeline's resources are; the same as in the examples. */
export interface PipelineOutputs {
  readonly BucketName: string;
  readonly TableName: string;
  readonly DeadLetterQueueUrl: string;
  /** Empty if the pipeline has no history. */
  readonly HistoryTableName: string;
  /** Receives the announcements. */
  readonly ResultsQueueUrl: string;
  readonly FileWorkflowArn: string;
  readonly FanOutWorkflowArn: string;
}

/** Adds a queue that receives the announcements of a pipeline, if it sends any, and the outputs that a client needs. */
export function addOutputs(stack: Stack, pipeline: SalesDataPipeline, { announcementsEnabled = true }: Pick<SalesDataPipelineProps, 'announcementsEnabled'> = {}): void {
  const results = new Queue(stack, 'Results');
  if (announcementsEnabled) {
    pipeline.onFileProcessed('Processed', { target: new SqsQueue(results) });
    pipeline.onFileFailed('Failed', { target: new SqsQueue(results) });
  }
  const outputs: PipelineOutputs = {
    BucketName: pipeline.bucket.bucketName,
    TableName: pipeline.table.tableName,
    DeadLetterQueueUrl: pipeline.deadLetterQueue.queueUrl,
    HistoryTableName: pipeline.historyTable?.tableName ?? '',
    ResultsQueueUrl: results.queueUrl,
    FileWorkflowArn: pipeline.fileWorkflow.stateMachineArn,
    FanOutWorkflowArn: pipeline.fanOutWorkflow.stateMachineArn,
  };
  Object.entries(outputs).forEach(([name, value]) => new CfnOutput(stack, name, { value: value as string }));
}
