import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { pipelineProps } from './pipeline-props';
// In an app of your own: from 'cdk-sales-data-pipeline'.
import { SalesDataPipeline } from '../../src';

const app = new App();
const stack = new Stack(app, 'SalesDataPipelineExample');

const pipeline = new SalesDataPipeline(stack, 'Sales', {
  ...pipelineProps(app),
  removalPolicy: RemovalPolicy.DESTROY,
});

// What came of each file, as it happens.
const results = new Queue(stack, 'Results', { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true });
pipeline.onFileProcessed('Processed', { target: new SqsQueue(results) });
pipeline.onFileFailed('Failed', { target: new SqsQueue(results) });

new CfnOutput(stack, 'BucketName', { value: pipeline.bucket.bucketName });
new CfnOutput(stack, 'TableName', { value: pipeline.table.tableName });
new CfnOutput(stack, 'DeadLetterQueueUrl', { value: pipeline.deadLetterQueue.queueUrl });
new CfnOutput(stack, 'HistoryTableName', { value: pipeline.historyTable!.tableName });
new CfnOutput(stack, 'ResultsQueueUrl', { value: results.queueUrl });
new CfnOutput(stack, 'FileWorkflowArn', { value: pipeline.fileWorkflow.stateMachineArn });
new CfnOutput(stack, 'FanOutWorkflowArn', { value: pipeline.fanOutWorkflow.stateMachineArn });
