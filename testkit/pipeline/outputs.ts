import type { Stack } from 'aws-cdk-lib';
import { CfnOutput } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { SalesDataPipeline } from '../../src';

/** The outputs of a stack that tell a client where the pipeline's resources are; the same as in the examples. */
export interface PipelineOutputs {
  readonly BucketName: string;
  readonly TableName: string;
  readonly DeadLetterQueueUrl: string;
  /** Receives the announcements. */
  readonly ResultsQueueUrl: string;
  readonly FileWorkflowArn: string;
  readonly FanOutWorkflowArn: string;
}

/** Adds a queue that receives the announcements of a pipeline, and the outputs that a client needs. */
export function addOutputs(stack: Stack, pipeline: SalesDataPipeline): void {
  const results = new Queue(stack, 'Results');
  pipeline.onFileProcessed('Processed', { target: new SqsQueue(results) });
  pipeline.onFileFailed('Failed', { target: new SqsQueue(results) });
  const outputs: PipelineOutputs = {
    BucketName: pipeline.bucket.bucketName,
    TableName: pipeline.table.tableName,
    DeadLetterQueueUrl: pipeline.deadLetterQueue.queueUrl,
    ResultsQueueUrl: results.queueUrl,
    FileWorkflowArn: pipeline.fileWorkflow.stateMachineArn,
    FanOutWorkflowArn: pipeline.fanOutWorkflow.stateMachineArn,
  };
  Object.entries(outputs).forEach(([name, value]) => new CfnOutput(stack, name, { value: value as string }));
}
