import { NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { SalesDataPipeline } from '../../src';
import { resources } from './support/cloudformation';
import { allowedTo, allStatements, QUEUE_KEY_ACTIONS } from './support/permissions';
import type { PropsIn } from './support/synth';
import { newApp, synth } from './support/synth';
import { tasksThatCall, workflows } from './support/workflow';

test.each<[string, PropsIn]>([
  ['of the same stack', (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters') })],
  ['by ARN', (stack) => ({ deadLetterQueue: Queue.fromQueueArn(stack, 'DeadLetters', stack.formatArn({ service: 'sqs', resource: 'dead-letters' })) })],
])('a queue %s gets all dead letters, including those of the rules, and no other queue is created', (_, props) => {
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
  const { template, pipeline, text } = synth((stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters') }));
  const rules = Object.keys(resources(template, 'AWS::Events::Rule')).map((id) => `<${id}.Arn>`);
  const senders = allStatements(template).filter(({ Principal, Resource }) => Principal?.Service === 'events.amazonaws.com' && Resource);
  expect(senders.map(({ Action, Resource, Condition }) => [Action, Resource, Condition]).sort()).toEqual(rules.sort().map((rule) =>
    ['sqs:SendMessage', text(pipeline.deadLetterQueue.queueArn), { ArnEquals: { 'aws:SourceArn': rule } }]));
});

test('the workflows and EventBridge may use the key of a queue', () => {
  // Act
  const { template, stack, text } = synth((s) => ({ deadLetterQueue: new Queue(s, 'DeadLetters', { encryptionMasterKey: new Key(s, 'DeadLettersKey') }) }));

  // Assess
  const key = stack.node.findChild('DeadLettersKey') as Key;
  for (const { properties } of workflows(template)) {
    expect(allowedTo(template, properties.RoleArn).filter((right) => right.startsWith('kms:')))
      .toEqual(QUEUE_KEY_ACTIONS.map((action) => `${action} on ${text(key.keyArn)}`));
  }
  const forEvents = allStatements(template).filter(({ type, Principal }) => type === 'AWS::KMS::Key' && Principal.Service === 'events.amazonaws.com');
  expect(forEvents.map(({ Action }) => Action)).toEqual([QUEUE_KEY_ACTIONS]);
});

test('a queue that SQS encrypts needs no grants on a key', () => {
  const { template } = synth((stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters', { encryption: QueueEncryption.SQS_MANAGED }) }));
  expect(allStatements(template).flatMap(({ Action }) => Action).filter((action) => action?.startsWith('kms:'))).toEqual([]);
});

test('the other props do not change an existing queue', () => {
  const { template } = synth((stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters'), encryptionKey: new Key(stack, 'Key') }));
  const [{ Properties, DeletionPolicy }] = Object.values(resources(template, 'AWS::SQS::Queue'));
  expect({ Properties, DeletionPolicy }).toEqual({ Properties: {}, DeletionPolicy: 'Delete' });
});

test.each([['an open environment', undefined], ['one of its own', { account: '111122223333', region: 'eu-central-1' }]])(
  'pipelines in %s share a queue of another stack, with its key', (_, env) => {
    // Prepare
    const app = newApp();
    const others = new Stack(app, 'Others', { env });
    const deadLetterQueue = new Queue(others, 'DeadLetters', { encryptionMasterKey: new Key(others, 'DeadLettersKey') });
    const stack = new Stack(app, 'Test', { env });

    // Act
    const { deadLetterQueue: shared } = new SalesDataPipeline(stack, 'Orders', { deadLetterQueue });
    new SalesDataPipeline(stack, 'Returns', { deadLetterQueue });
    app.synth();

    // Assess
    expect(shared).toBe(deadLetterQueue);
    const [mine, theirs] = [Template.fromStack(stack), Template.fromStack(others)];
    const [queue] = Object.keys(resources(theirs, 'AWS::SQS::Queue'));
    const account = env?.account ?? '<AWS::AccountId>';
    const forEvents = allStatements(theirs).filter(({ Principal }) => Principal?.Service === 'events.amazonaws.com');
    expect(forEvents.filter(({ type }) => type === 'AWS::SQS::QueuePolicy')).toEqual([expect.objectContaining({
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: `<${queue}.Arn>`,
      Condition: {
        StringEquals: { 'aws:SourceAccount': '<AWS::AccountId>' },
        ArnLike: { 'aws:SourceArn': `arn:<AWS::Partition>:events:${env?.region ?? '<AWS::Region>'}:${account}:rule/*` },
      },
    })]);
    expect(forEvents.filter(({ type }) => type === 'AWS::KMS::Key').map(({ Action }) => Action)).toEqual([QUEUE_KEY_ACTIONS]);
    const rules = Object.values(resources(mine, 'AWS::Events::Rule'));
    expect(rules).toHaveLength(4);
    expect(new Set(rules.flatMap(({ Properties }) => Properties.Targets.map((target: any) => JSON.stringify(target.DeadLetterConfig.Arn)))).size)
      .toBe(1);
    mine.resourceCountIs('AWS::SQS::Queue', 0);
    for (const { properties } of workflows(mine)) {
      expect(allowedTo(mine, properties.RoleArn).filter((right) => right.startsWith('kms:'))).toHaveLength(QUEUE_KEY_ACTIONS.length);
    }
  });

test('a nested stack and its parent can share a queue', () => {
  const app = newApp();
  const stack = new Stack(app, 'Test');
  new SalesDataPipeline(new NestedStack(stack, 'Nested'), 'Sales', { deadLetterQueue: new Queue(stack, 'DeadLetters') });
  expect(() => app.synth()).not.toThrow();
});
