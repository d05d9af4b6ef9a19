import { Duration } from 'aws-cdk-lib';
import { DefinitionBody, DistributedMap, ItemBatcher, JsonPath, S3JsonLItemReader, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { functionOf } from './function';
import { storeOf } from './store';
import { startForEachUpload } from './uploads';

/** A Distributed Map reads JSON Lines by itself and gives a hundred orders to each invocation. */
export function distributedMap(scope: Construct, handlers: string) {
  const store = storeOf(scope, { eventBridgeEnabled: true });
  const write = functionOf(scope, 'Write', handlers, 'distributed-map', {
    timeout: Duration.minutes(1),
    environment: { TABLE: store.table.tableName, QUEUE_URL: store.queue.queueUrl },
  });
  store.table.grantWriteData(write);
  store.queue.grantSendMessages(write);

  const batches = new DistributedMap(scope, 'Batches', {
    itemReader: new S3JsonLItemReader({ bucketNamePath: JsonPath.stringAt('$.detail.bucket.name'), key: JsonPath.stringAt('$.detail.object.key') }),
    itemBatcher: new ItemBatcher({ maxItemsPerBatch: 100 }),
    mapExecutionType: StateMachineType.EXPRESS,
    maxConcurrency: 40,
    resultPath: JsonPath.DISCARD,
  }).itemProcessor(new LambdaInvoke(scope, 'WriteBatch', { lambdaFunction: write, payloadResponseOnly: true }).addRetry({ maxAttempts: 3 }));
  const workflow = new StateMachine(scope, 'Workflow', { definitionBody: DefinitionBody.fromChainable(batches) });
  startForEachUpload(scope, store.bucket, workflow);
  return { ...store, entry: workflow.stateMachineArn };
}
