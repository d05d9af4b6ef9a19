import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { recordTables } from './support/cloudformation';
import { matches } from './support/event-pattern';
import { allStatements, allowedTo } from './support/permissions';
import { errorOf, synth } from './support/synth';
import { fileWorkflow } from './support/workflow';
import { evaluate } from '../../testkit/cloudformation/intrinsics';

describe('existing resources', () => {
  test.each([
    [{ partitionKey: { name: 'id', type: AttributeType.STRING } }, 'id (S)'],
    [{ partitionKey: { name: 'orderId', type: AttributeType.NUMBER } }, 'orderId (N)'],
    [{ partitionKey: { name: 'orderId', type: AttributeType.STRING }, sortKey: { name: 'line', type: AttributeType.STRING } }, 'line (S)'],
  ])('a TableV2 with the key %j is refused', (key, named) => {
    expect(errorOf((stack) => ({ table: new TableV2(stack, 'Orders', key) }))).toContain(named);
  });

  test('a TableV2 with the table key is accepted', () => {
    const { template } = synth((stack) => ({ table: new TableV2(stack, 'Orders', { partitionKey: { name: 'orderId', type: AttributeType.STRING } }) }));

    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 1);
    expect(recordTables(template)).toEqual({});
  });

  test('an imported queue, whose policy cannot be changed, gives a warning', () => {
    const { warnings } = synth((stack) => ({ deadLetterQueue: Queue.fromQueueArn(stack, 'DeadLetters', stack.formatArn({ service: 'sqs', resource: 'dead-letters' })) }));

    expect(warnings.join()).toContain('events.amazonaws.com');
  });

  test('a queue with the AWS managed key gives a warning', () => {
    const { warnings } = synth((stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters', { encryption: QueueEncryption.KMS_MANAGED }) }));

    expect(warnings.join()).toContain('EventBridge');
  });
});

describe('prefix and suffix', () => {
  const sales = { objectKeyPrefix: 'sales.', objectKeySuffix: '.json' };

  test.each([['sales.json', true], ['sales.2026.json', true], ['salesjson', false], ['sales.js', false]])('they may overlap: %s %s', (key, matching) => {
    const { stack, pipeline } = synth(sales);
    const pattern = evaluate(stack.resolve((pipeline.uploadRule.node.defaultChild as CfnRule).eventPattern));
    const bucket = evaluate(stack.resolve(pipeline.bucket.bucketName));

    const event = { 'source': 'aws.s3', 'detail-type': 'Object Created', 'detail': { bucket: { name: bucket }, object: { key } } };

    expect(matches(pattern, event)).toBe(matching);
  });

  test('both given, one of them a token: refused, because a token cannot be escaped', () => {
    expect(errorOf({ objectKeyPrefix: Token.asString({ Ref: 'Prefix' }), objectKeySuffix: '.json' })).toMatch(/objectKeyPrefix and objectKeySuffix/);
  });

  test.each([
    ['concatenated', 'a'.repeat(513), 'b'.repeat(512), 'S3\'s limit'],
    ['concatenated, in bytes', 'ü'.repeat(300), 'é'.repeat(300), 'S3\'s limit'],
    ['in as many ways as they overlap', 'a'.repeat(60), 'a'.repeat(60), 'EventBridge\'s quota'],
    ['escaped', '"'.repeat(500), '\\'.repeat(500), 'EventBridge\'s quota'],
  ])('too long together, %s: refused', (_, objectKeyPrefix, objectKeySuffix, limit) => {
    const error = errorOf({ objectKeyPrefix, objectKeySuffix });

    for (const part of ['SalesDataPipeline Test/Sales: objectKeyPrefix and objectKeySuffix must', objectKeyPrefix.slice(0, 1), objectKeySuffix.slice(0, 1), limit, 'Shorten']) {
      expect(error).toContain(part);
    }
  });

  test('a prefix whose escaped quotes make the pattern too long is refused', () => {
    expect(errorOf({ objectKeyPrefix: '"'.repeat(1000) })).toContain('EventBridge\'s quota');
  });

  test.each([
    ['512 bytes each', { objectKeyPrefix: 'a'.repeat(512), objectKeySuffix: 'b'.repeat(512) }],
    ['1,024 bytes of one', { objectKeyPrefix: 'a'.repeat(1024) }],
    ['one that is the end of the other', { objectKeyPrefix: `${'a'.repeat(450)}.${'b'.repeat(290)}`, objectKeySuffix: `.${'b'.repeat(290)}` }],
    ['a token', { objectKeyPrefix: Token.asString({ Ref: 'Prefix' }) }],
  ])('%s are accepted', (_, props) => {
    expect(() => synth(props)).not.toThrow();
  });

  test.each(['a*b/', 'a?b/', 'a${aws:username}/'])('permissions are limited to the prefix %s', (objectKeyPrefix) => {
    const { template, stack, text } = synth({ objectKeyPrefix }, {
      use: (pipeline, s) => { pipeline.grantUpload(new Role(s, 'Someone', { assumedBy: new AccountRootPrincipal() })); },
    });

    const rights = allowedTo(template, text((stack.node.findChild('Someone') as Role).roleArn));

    expect(rights).toHaveLength(2);
    for (const right of rights) {
      expect(right.replace(/^.*\.Arn>\//, '')).toBe(`${objectKeyPrefix.replace(/[*?$]/g, '${$&}')}*`);
    }
  });
});

test.each(['grantUpload', 'grantCorrect', 'grantReadItems'] as const)('%s gives no action with a wildcard', (grant) => {
  const { template } = synth((stack) => ({ encryptionKey: new Key(stack, 'Key') }), {
    use: (pipeline, stack) => { pipeline[grant](new Role(stack, 'Someone', { assumedBy: new AccountRootPrincipal() })); },
  });

  const actions = allStatements(template)
    .filter(({ Effect, type }) => Effect === 'Allow' && type === 'AWS::IAM::Policy')
    .flatMap(({ Action }) => Action ?? []);

  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

test('data that does not fit into a state is caught, although "States.ALL" does not include it', () => {
  const { states } = fileWorkflow(synth().template);

  const caught = states
    .filter(({ state, enclosing }) => enclosing.length === 0 && state.Catch)
    .flatMap(({ state }) => state.Catch.flatMap(({ ErrorEquals }: { ErrorEquals: string[] }) => ErrorEquals));

  expect(caught).toContain('States.DataLimitExceeded');
});

test.each([
  ['dlqRetention', { dlqRetention: Duration.millis(61_500) }],
  ['duplicatePolicy', { duplicatePolicy: 'overwrite' as never }],
  ['logLevel', { logLevel: 'LOUD' as never }],
  ['removalPolicy', { removalPolicy: RemovalPolicy.SNAPSHOT }],
  ['pointers', { tableKey: { partitionKey: { name: 'id', pointers: '/id' as never } } }],
  ['pointers', { tableKey: { partitionKey: { name: 'id', pointers: Array.from({ length: 50 }, (_, i) => `/${'x'.repeat(100)}${i}`) } } }],
])('%s: %j is refused, and the error names the prop', (prop, props) => {
  expect(errorOf(props)).toContain(prop);
});
