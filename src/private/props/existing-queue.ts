import { Duration, Resource, Stack } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { CfnQueue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Warning } from './warnings';
import { IMPORTED_QUEUE, queueWithRedrivePolicy, QUEUE_WITH_AWS_MANAGED_KEY, shortRetention } from './warnings';
import { MAX_STATE_SIZE } from '../contract/limits';
import { invalidProp } from '../contract/validation-error';

/** SQS's default. */
export const DEFAULT_RETENTION = Duration.days(4);

/** Throws if an existing queue cannot hold every dead letter. Nothing is known about an imported queue. */
export function assertHoldsDeadLetters(queue: IQueue): void {
  // A dead letter passes through a state of a workflow, which bounds it.
  const size = attribute(queue, 'maximumMessageSize');
  if (typeof size === 'number' && size < MAX_STATE_SIZE) {
    throw invalidProp('deadLetterQueue', queue.node.path, `must accept messages of up to ${MAX_STATE_SIZE.toLocaleString('en')} bytes, which is the size of the largest dead letter`,
      `Its maxMessageSizeBytes is ${size.toLocaleString('en')}. Leave that out where you create the queue.`);
  }
}

/** Warnings of an existing or imported queue that does not do what people expect of a dead-letter queue. */
export function queueWarnings(queue: IQueue): Warning[] {
  const retention = knownRetention(queue);
  return [
    ...(Resource.isOwnedResource(queue) ? [] : [IMPORTED_QUEUE]),
    ...(queue.encryptionType === QueueEncryption.KMS_MANAGED ? [QUEUE_WITH_AWS_MANAGED_KEY] : []),
    ...(retention && retention.toSeconds() <= DEFAULT_RETENTION.toSeconds() ? [shortRetention(queue.node.path, retention)] : []),
    ...(attribute(queue, 'redrivePolicy') ? [queueWithRedrivePolicy(queue.node.path)] : []),
  ];
}

/** How long a queue keeps messages; undefined if it is imported, or if only the deployment knows. */
export function knownRetention(queue: IQueue): Duration | undefined {
  if (!CfnQueue.isCfnQueue(queue.node.defaultChild)) {
    return undefined;
  }
  const seconds = attribute(queue, 'messageRetentionPeriod') ?? DEFAULT_RETENTION.toSeconds();
  return typeof seconds === 'number' ? Duration.seconds(seconds) : undefined;
}

/** An attribute of a queue that is created in this app; undefined if it is not set or if the queue is imported. */
function attribute(queue: IQueue, name: 'maximumMessageSize' | 'messageRetentionPeriod' | 'redrivePolicy'): unknown {
  const resource = queue.node.defaultChild;
  return CfnQueue.isCfnQueue(resource) ? Stack.of(queue).resolve(resource[name]) : undefined;
}
