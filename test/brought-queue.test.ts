import { Key } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { resources } from './support/cloudformation';
import { allowedTo, allStatements, QUEUE_KEY_ACTIONS } from './support/permissions';
import type { PropsIn } from './support/synth';
import { synth } from './support/synth';
import { tasksThatCall, workflows } from './support/workflow';

test.each<[string, PropsIn]>([
  ['of the same stack', (stack) => ({ deadLetterQueue: new Queue(stack, 'Letters') })],
  ['by ARN', (stack) => ({ deadLetterQueue: Queue.fromQueueArn(stack, 'Letters', stack.formatArn({ service: 'sqs', resource: 'letters' })) })],
])('a queue %s is where letters go, those of the rules too, and no other is made', (_, props) => {
  // Act
  const { template, pipeline, text } = synth(props);

  // Assess
  const urls = workflows(template).flatMap((workflow) => tasksThatCall(workflow, 'sqs:sendMessage')).map(({ state }) => state.Parameters.QueueUrl);
  expect(new Set(urls)).toEqual(new Set([text(pipeline.deadLetterQueue.queueUrl)]));
  for (const { Properties } of Object.values(resources(template, 'AWS::Events::Rule'))) {
    expect(Properties.Targets.map((target: any) => target.DeadLetterConfig.Arn)).toEqual([text(pipeline.deadLetterQueue.queueArn)]);
  }
  expect(Object.keys(resources(template, 'AWS::SQS::Queue')).filter((id) => id.startsWith('Sales'))).toEqual([]);
});

test('both rules may send to a queue of the same stack', () => {
  const { template, pipeline, text } = synth((stack) => ({ deadLetterQueue: new Queue(stack, 'Letters') }));
  const rules = Object.keys(resources(template, 'AWS::Events::Rule')).map((id) => `<${id}.Arn>`);
  const senders = allStatements(template).filter(({ Principal, Resource }) => Principal?.Service === 'events.amazonaws.com' && Resource);
  expect(senders.map(({ Action, Resource, Condition }) => [Action, Resource, Condition]).sort()).toEqual(rules.sort().map((rule) =>
    ['sqs:SendMessage', text(pipeline.deadLetterQueue.queueArn), { ArnEquals: { 'aws:SourceArn': rule } }]));
});

test('the workflows and EventBridge may use the key of a queue', () => {
  // Act
  const { template, stack, text } = synth((s) => ({ deadLetterQueue: new Queue(s, 'Letters', { encryptionMasterKey: new Key(s, 'LettersKey') }) }));

  // Assess
  const key = stack.node.findChild('LettersKey') as Key;
  for (const { properties } of workflows(template)) {
    expect(allowedTo(template, properties.RoleArn).filter((right) => right.startsWith('kms:')))
      .toEqual(QUEUE_KEY_ACTIONS.map((action) => `${action} on ${text(key.keyArn)}`));
  }
  const forEvents = allStatements(template).filter(({ type, Principal }) => type === 'AWS::KMS::Key' && Principal.Service === 'events.amazonaws.com');
  expect(forEvents.map(({ Action }) => Action)).toEqual([QUEUE_KEY_ACTIONS]);
});

test('a queue that SQS encrypts needs no rights on a key', () => {
  const { template } = synth((stack) => ({ deadLetterQueue: new Queue(stack, 'Letters', { encryption: QueueEncryption.SQS_MANAGED }) }));
  expect(allStatements(template).flatMap(({ Action }) => Action).filter((action) => action?.startsWith('kms:'))).toEqual([]);
});

test('the other props leave a brought queue alone', () => {
  const { template } = synth((stack) => ({ deadLetterQueue: new Queue(stack, 'Letters'), encryptionKey: new Key(stack, 'Key') }));
  const [{ Properties, DeletionPolicy }] = Object.values(resources(template, 'AWS::SQS::Queue'));
  expect({ Properties, DeletionPolicy }).toEqual({ Properties: {}, DeletionPolicy: 'Delete' });
});
