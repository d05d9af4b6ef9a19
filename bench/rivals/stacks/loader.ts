import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import type { Construct } from 'constructs';
import { functionOf } from './function';
import { storeOf } from './store';

/** S3 invokes a function that loads the file. An event that fails three times becomes a message in the queue. */
export function loader(scope: Construct, handlers: string) {
  const store = storeOf(scope);
  const load = functionOf(scope, 'Load', handlers, 'loader', {
    environment: { TABLE: store.table.tableName },
    onFailure: new SqsDestination(store.queue),
  });
  store.bucket.grantRead(load);
  store.table.grantWriteData(load);
  store.bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(load));
  return { ...store, entry: load.functionArn };
}
