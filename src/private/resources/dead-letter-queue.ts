import { Aws, Resource, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ResolvedProps } from '../props/resolve-props';

/** The default dead-letter queue: encrypted, TLS only. */
export function createDeadLetterQueue(
  scope: Construct,
  id: string,
  { dlqRetention, encryptionKey, removalPolicy }: Pick<ResolvedProps, 'dlqRetention' | 'encryptionKey' | 'removalPolicy'>,
): Queue {
  return new Queue(scope, id, {
    retentionPeriod: dlqRetention,
    encryption: encryptionKey ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: encryptionKey,
    enforceSSL: true,
    removalPolicy,
  });
}

/**
 * The queue as a dead-letter queue of rules. The CDK names each rule in the policy of the queue. If the queue is in another
 * stack, the two stacks would depend on each other; so its policy allows all rules of the account, once for all pipelines.
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
