import { Duration, Stack, Token } from 'aws-cdk-lib';
import type { IRule } from 'aws-cdk-lib/aws-events';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { queueForRules } from './dead-letter-queue';
import { show } from '../props/prop-error';
import { ValidationError } from '../props/validation-error';

/** S3's limits, in bytes, and EventBridge's default quota, in characters. */
const LONGEST_KEY = 1024;
const LONGEST_BUCKET_NAME = 63;
const LONGEST_PATTERN = 2048;

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

  const { bucket, objectKeyPrefix, objectKeySuffix } = props;
  assertKeysFit(objectKeyPrefix, objectKeySuffix);
  const detail = { bucket: { name: [bucket.bucketName] }, ...keyPattern(objectKeyPrefix, objectKeySuffix) };
  assertPatternFits(Stack.of(scope).resolve(detail), objectKeyPrefix, objectKeySuffix);
  return new Rule(scope, 'Uploaded', {
    description: 'A sales file was uploaded',
    eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail },
    targets: [target],
  });
}

/** Fails where no object can have a key that starts with the one and ends with the other. */
function assertKeysFit(prefix?: string, suffix?: string): void {
  if (prefix && suffix && [...overlapping(prefix, suffix), prefix + suffix].every((key) => Buffer.byteLength(key) > LONGEST_KEY)) {
    throw new ValidationError(`SalesDataPipeline: objectKeyPrefix and objectKeySuffix must go together into a key of 1,024 bytes, which is S3's limit, but are ${show(prefix)} `
      + `(${Buffer.byteLength(prefix)} bytes) and ${show(suffix)} (${Buffer.byteLength(suffix)} bytes): no file would ever start the pipeline. Shorten them.`);
  }
}

/** Fails where EventBridge would take no such rule, which otherwise shows at deployment only. */
function assertPatternFits(detail: { bucket: { name: unknown[] } }, prefix?: string, suffix?: string): void {
  // Prefix and suffix may be known at deployment only; the name of a bucket that is made here always is.
  if ([prefix, suffix].some((text) => Token.isUnresolved(text))) {
    return;
  }
  const [name] = detail.bucket.name;
  const bucket = { name: [typeof name === 'string' ? name : 'b'.repeat(LONGEST_BUCKET_NAME)] };
  const size = JSON.stringify({ 'source': ['aws.s3'], 'detail-type': ['Object Created'], 'detail': { ...detail, bucket } }).length;
  if (size > LONGEST_PATTERN) {
    throw new ValidationError(`SalesDataPipeline: objectKeyPrefix and objectKeySuffix must fit into an event pattern of 2,048 characters, which is EventBridge's quota, but make one of ${size}: `
      + `they are ${show(prefix)} and ${show(suffix)}. Shorten them, or give one of the two.`);
  }
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
