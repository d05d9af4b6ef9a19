import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { functionOf } from './function';
import { storeOf } from './store';

const TIMEOUT = Duration.minutes(15);
/** AWS recommends six times the timeout of the function. */
const VISIBILITY = Duration.minutes(90);

/** S3 sends its events to a queue. A function receives ten at a time, and says which of them have failed. */
export function powertools(scope: Construct, handlers: string) {
  const store = storeOf(scope);
  const events = new Queue(scope, 'Events', { visibilityTimeout: VISIBILITY, deadLetterQueue: { queue: store.queue, maxReceiveCount: 3 } });
  const load = functionOf(scope, 'Load', handlers, 'powertools', { timeout: TIMEOUT, environment: { TABLE: store.table.tableName } });
  store.bucket.grantRead(load);
  store.table.grantWriteData(load);
  load.addEventSource(new SqsEventSource(events, { reportBatchItemFailures: true }));
  store.bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(events));
  return { ...store, entry: events.queueUrl };
}
