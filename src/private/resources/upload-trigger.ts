import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { queueForRules } from './dead-letter-queue';
import type { ObjectKeys } from '../props/object-keys';
import { uploadPattern } from '../props/object-keys';

export interface UploadTriggerProps {
  readonly bucket: IBucket;
  readonly objectKeys: ObjectKeys;
  readonly fileWorkflow: IStateMachine;
  readonly fanOutWorkflow: IStateMachine;
  readonly queue: IQueue;
}

/** The rules that start FileWorkflow: for each upload, and for each execution of FanOutWorkflow that does not succeed. */
export function createRules(scope: Construct, props: UploadTriggerProps): { uploadRule: Rule; failureRule: Rule } {
  // The longest that EventBridge retries: 185 attempts in 24 hours. What it may not deliver, or not by then, becomes a dead letter.
  const deadLetterQueue = queueForRules(scope, 'DeadLetterQueueOfRules', props.queue);
  const target = new SfnStateMachine(props.fileWorkflow, { deadLetterQueue, retryAttempts: 185, maxEventAge: Duration.hours(24) });

  const failureRule = new Rule(scope, 'FanOutFailed', {
    description: 'A big file was not processed to its end',
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [props.fanOutWorkflow.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    },
    targets: [target],
  });

  const uploadRule = new Rule(scope, 'Uploaded', {
    description: 'A sales file was uploaded',
    eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail: uploadPattern(props.bucket.bucketName, props.objectKeys) },
    targets: [target],
  });
  return { uploadRule, failureRule };
}
