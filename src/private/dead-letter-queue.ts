import type { RemovalPolicy } from 'aws-cdk-lib';
import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { invalidProp } from './prop-error';

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

export function assertDeadLetterQueue(queue: IQueue): void {
  if (queue.fifo) {
    throw invalidProp('deadLetterQueue', queue.node.path, 'must be a standard queue: EventBridge delivers its own dead letters to no FIFO queue',
      'Bring a standard queue, or none.');
  }
}

function checkedRetention(retention: Duration): Duration {
  if (retention.isUnresolved()) {
    return retention;
  }
  const seconds = retention.toSeconds();
  if (seconds < SHORTEST_RETENTION.toSeconds() || seconds > LONGEST_RETENTION.toSeconds()) {
    throw invalidProp('dlqRetention', retention.toHumanString(), 'must be from 60 seconds to 14 days, which is what SQS allows',
      'Leave it out to keep dead letters for 14 days.');
  }
  return retention;
}
