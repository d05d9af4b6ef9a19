import type { RemovalPolicy } from 'aws-cdk-lib';
import { Annotations, Aws, Duration, Resource, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { invalidProp } from '../props/prop-error';

/** What SQS allows. */
const SHORTEST_RETENTION = Duration.seconds(60);
const LONGEST_RETENTION = Duration.days(14);

/** The queue of a pipeline that is given none: encrypted, TLS only, keeping letters as long as SQS can. */
export function createDeadLetterQueue(scope: Construct, id: string, props: {
  retention?: Duration;
  encryptionKey?: IKey;
  removalPolicy?: RemovalPolicy;
}): IQueue {
  return new Queue(scope, id, {
    retentionPeriod: checkedRetention(props.retention ?? LONGEST_RETENTION),
    encryption: props.encryptionKey ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: props.encryptionKey,
    enforceSSL: true,
    removalPolicy: props.removalPolicy,
  });
}

/** Fails where a queue that is brought along can't be used, and warns where EventBridge may not be able to. */
export function checkDeadLetterQueue(scope: Construct, queue: IQueue): void {
  if (queue.fifo) {
    throw invalidProp('deadLetterQueue', queue.node.path, 'must be a standard queue: EventBridge delivers its own dead letters to no FIFO queue',
      'Bring a standard queue, or none.');
  }
  const lost = 'or events that EventBridge can\'t deliver to the workflow are lost.';
  if (!Resource.isOwnedResource(queue)) {
    Annotations.of(scope).addWarningV2('cdk-sales-data-pipeline:queue-policy',
      `The policy of the dead-letter queue can't be changed from here, because the queue is imported. Let it allow events.amazonaws.com sqs:SendMessage, ${lost}`);
  }
  if (queue.encryptionType === QueueEncryption.KMS_MANAGED) {
    Annotations.of(scope).addWarningV2('cdk-sales-data-pipeline:queue-key',
      `EventBridge can't use the key that AWS manages for SQS. Let the dead-letter queue have QueueEncryption.SQS_MANAGED or a key of your own, ${lost}`);
  }
}

/**
 * The queue as rules may know it. The CDK lets its policy name each rule; where the queue is in another stack, either
 * stack would then need the other one first. So there its policy allows the account's rules, once for all pipelines.
 */
export function queueForRules(scope: Construct, id: string, queue: IQueue): IQueue {
  const stack = Stack.of(queue);
  if (!Resource.isOwnedResource(queue) || stack === Stack.of(scope)) {
    return queue;
  }
  queue.addToResourcePolicy(new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'events', resource: 'rule', resourceName: '*' }) },
    },
  }));
  return Queue.fromQueueAttributes(scope, id, { queueArn: queue.queueArn, queueUrl: queue.queueUrl });
}

function checkedRetention(retention: Duration): Duration {
  if (retention.isUnresolved()) {
    return retention;
  }
  const seconds = retention.toSeconds({ integral: false });
  if (seconds < SHORTEST_RETENTION.toSeconds() || seconds > LONGEST_RETENTION.toSeconds() || !Number.isInteger(seconds)) {
    throw invalidProp('dlqRetention', Number.isInteger(seconds) ? retention.toHumanString() : `${seconds} seconds`, 'must be whole seconds, from 60 seconds to 14 days, which is what SQS allows',
      'Leave it out to keep dead letters for 14 days.');
  }
  return retention;
}
