import { Duration } from 'aws-cdk-lib';
import type { IRule } from 'aws-cdk-lib/aws-events';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { queueForRules } from './dead-letter-queue';

export interface UploadTriggerProps {
  readonly bucket: IBucket;
  readonly objectKeyPrefix?: string;
  readonly objectKeySuffix?: string;
  readonly fileWorkflow: IStateMachine;
  readonly fanOutWorkflow: IStateMachine;
  readonly queue: IQueue;
}

/** The rules that start the front door: for every upload, and for every FanOut execution that ends without success. */
export function createRules(scope: Construct, props: UploadTriggerProps): IRule {
  // Longest that EventBridge goes on trying; what it can't deliver then is a dead letter as well.
  const deadLetterQueue = queueForRules(scope, 'DeadLetterQueueOfRules', props.queue);
  const target = new SfnStateMachine(props.fileWorkflow, { deadLetterQueue, retryAttempts: 185, maxEventAge: Duration.hours(24) });

  new Rule(scope, 'FanOutFailed', {
    description: 'A big file was not processed to its end',
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [props.fanOutWorkflow.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    },
    targets: [target],
  });

  return new Rule(scope, 'Uploaded', {
    description: 'A sales file was uploaded',
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: {
        bucket: { name: [props.bucket.bucketName] },
        ...keyPattern(props.objectKeyPrefix, props.objectKeySuffix),
      },
    },
    targets: [target],
  });
}

function keyPattern(prefix?: string, suffix?: string): object {
  if (prefix && suffix) {
    return { object: { key: [...Match.wildcard(`${literal(prefix)}*${literal(suffix)}`), ...overlapping(prefix, suffix)] } };
  }
  return prefix ? { object: { key: Match.prefix(prefix) } } : suffix ? { object: { key: Match.suffix(suffix) } } : {};
}

/** In a wildcard pattern `*` and `\` mean something. */
const literal = (text: string) => text.replace(/[*\\]/g, '\\$&');

/** Keys that start with the one and end with the other though they are shorter than both: "sales.json" for "sales." and ".json". */
function overlapping(prefix: string, suffix: string): string[] {
  const lengths = Array.from({ length: Math.min(prefix.length, suffix.length) }, (_, i) => i + 1);
  return lengths.filter((length) => prefix.endsWith(suffix.slice(0, length))).map((length) => prefix + suffix.slice(length));
}
