import { DefinitionBody, JsonPath, Map, StateMachine, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { DynamoAttributeValue, DynamoPutItem, LambdaInvoke, SqsSendMessage } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { functionOf } from './function';
import { storeOf } from './store';
import { startForEachUpload } from './uploads';

/**
 * The workflow of the tutorials: a function reads the file, and an inline Map calls another function for each order, which
 * gives it back or raises. Then PutItem, or a message to the queue.
 */
export function textbook(scope: Construct, handlers: string) {
  const store = storeOf(scope, { eventBridgeEnabled: true });
  const read = functionOf(scope, 'Read', handlers, 'textbook-read');
  store.bucket.grantRead(read);
  const validate = functionOf(scope, 'Validate', handlers, 'textbook-validate', { memorySize: 128 });

  const deadLetter = new SqsSendMessage(scope, 'DeadLetter', { queue: store.queue, messageBody: TaskInput.fromJsonPathAt('$') });
  const put = new DynamoPutItem(scope, 'PutItem', {
    table: store.table,
    item: {
      'orderId': DynamoAttributeValue.fromString(JsonPath.stringAt('$.orderId')),
      'contact-info': DynamoAttributeValue.fromString(JsonPath.jsonToString(JsonPath.objectAt("$.order['contact-info']"))),
      'order-info': DynamoAttributeValue.fromString(JsonPath.jsonToString(JsonPath.objectAt("$.order['order-info']"))),
    },
    resultPath: JsonPath.DISCARD,
  }).addCatch(deadLetter, { resultPath: '$.error' });
  const each = new Map(scope, 'EachOrder', { itemsPath: '$.orders', maxConcurrency: 40, resultPath: JsonPath.DISCARD })
    .itemProcessor(new LambdaInvoke(scope, 'ValidateOrder', { lambdaFunction: validate, payloadResponseOnly: true })
      .addCatch(deadLetter, { resultPath: '$.error' })
      .next(put));
  const readFile = new LambdaInvoke(scope, 'ReadFile', { lambdaFunction: read, payloadResponseOnly: true });
  const workflow = new StateMachine(scope, 'Workflow', { definitionBody: DefinitionBody.fromChainable(readFile.next(each)) });
  startForEachUpload(scope, store.bucket, workflow);
  return { ...store, entry: workflow.stateMachineArn };
}
