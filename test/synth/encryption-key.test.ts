import { Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Alias, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { historyTable, only, recordTable } from './support/cloudformation';
import { allowedTo, allStatements, QUEUE_KEY_ACTIONS, sorted, TABLE_KEY_ACTIONS } from './support/permissions';
import type { PropsIn } from './support/synth';
import { errorOf, synth } from './support/synth';
import { workflows } from './support/workflow';

const own = () => synth((stack) => ({ encryptionKey: new Key(stack, 'Key') }));
const imported = (stack: Stack) => Key.fromKeyArn(stack, 'Key', stack.formatArn({ service: 'kms', resource: 'key', resourceName: 'k' }));

test.each([
  ['of the same stack', own],
  ['imported into the stack', () => synth((stack) => ({ encryptionKey: imported(stack) }))],
  ['in a stack with an environment', () => synth((s) => ({ encryptionKey: new Key(s, 'Key') }), { env: { account: '111122223333', region: 'eu-central-1' } })],
])('bucket, tables and queue are encrypted with a key %s', (_, synthesize) => {
  const { template, stack, text } = synthesize();
  const key = text((stack.node.findChild('Key') as Key).keyArn);
  expect(only(template, 'AWS::S3::Bucket').Properties.BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
    { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } },
  ]);
  expect(recordTable(template).Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key });
  expect(historyTable(template).Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key });
  expect(only(template, 'AWS::SQS::Queue').Properties).toMatchObject({ KmsMasterKeyId: key });
});

test('the workflows may use the key for table and queue, the functions may decrypt with it, and no other key is granted', () => {
  const { template, stack, text } = own();
  const key = text((stack.node.findChild('Key') as Key).keyArn);
  const uses = allStatements(template).filter(({ type, Action }) => type === 'AWS::IAM::Policy' && String(Action).includes('kms:'));
  expect(sorted(uses.flatMap(({ Resource }) => Resource ?? []))).toEqual([key]);
  for (const { properties } of workflows(template)) {
    expect(allowedTo(template, properties.RoleArn).filter((right) => right.startsWith('kms:')))
      .toEqual(sorted([...TABLE_KEY_ACTIONS, ...QUEUE_KEY_ACTIONS].map((action) => `${action} on ${key}`)));
  }
});

test('the key policy lets EventBridge encrypt the events that it cannot deliver, as the documentation of SQS says: without a condition', () => {
  const { template } = own();
  const forEvents = allStatements(template).filter(({ type, Principal }) => type === 'AWS::KMS::Key' && Principal.Service === 'events.amazonaws.com');
  expect(forEvents).toEqual([{
    Effect: 'Allow', Action: QUEUE_KEY_ACTIONS, Principal: { Service: 'events.amazonaws.com' }, Resource: '*', of: expect.any(String), type: 'AWS::KMS::Key',
  }]);
});

test('an imported key gives a warning that says what its policy must allow', () => {
  const { warnings } = synth((stack) => ({ encryptionKey: imported(stack) }));
  expect(warnings).toHaveLength(1);
  for (const part of ['key', 'imported', 'events.amazonaws.com', ...QUEUE_KEY_ACTIONS]) {
    expect(warnings[0]).toContain(part);
  }
});

test('no warning if the imported key does not encrypt the queue, or if the key is created in the stack', () => {
  expect(synth((stack) => ({ encryptionKey: imported(stack), deadLetterQueue: new Queue(stack, 'DeadLetters', { retentionPeriod: Duration.days(14) }) })).warnings).toEqual([]);
  expect(own().warnings).toEqual([]);
});

test('existing resources keep their own encryption: the key is not used', () => {
  const { template } = synth((stack) => ({
    encryptionKey: imported(stack),
    bucket: new Bucket(stack, 'Files'),
    table: new Table(stack, 'Orders', { partitionKey: { name: 'orderId', type: AttributeType.STRING } }),
    deadLetterQueue: new Queue(stack, 'DeadLetters'),
    historyTable: new Table(stack, 'History', {
      partitionKey: { name: 'day', type: AttributeType.STRING }, sortKey: { name: 'upload', type: AttributeType.STRING },
    }),
  }));
  expect(JSON.stringify(template.toJSON())).not.toMatch(/kms/i);
});

const aliasByName = (stack: Stack) => Alias.fromAliasName(stack, 'Imported', 'alias/sales');

test.each<[string, PropsIn]>([
  ['bucket', (stack) => ({ encryptionKey: aliasByName(stack) })],
  ['bucket', (stack) => ({ bucket: Bucket.fromBucketAttributes(stack, 'Files', { bucketName: 'files', encryptionKey: aliasByName(stack) }) })],
  ['table', (stack) => ({ table: Table.fromTableAttributes(stack, 'Orders', { tableName: 'orders', encryptionKey: aliasByName(stack) }) })],
])('an alias of an unknown key, of the %s, is refused: nobody would be allowed to use the key', (of, props) => {
  const error = errorOf(props);
  for (const part of ['SalesDataPipeline Test/Sales: the encryptionKey', of, 'Test/Imported', 'Key.fromKeyArn', 'applyImportedAliasPermissionsToPrincipal']) {
    expect(error).toContain(part);
  }
});

test('with the feature flag, an alias of an unknown key is accepted', () => {
  const { template } = synth((stack) => ({ encryptionKey: aliasByName(stack) }), {
    context: { '@aws-cdk/aws-kms:applyImportedAliasPermissionsToPrincipal': true },
  });

  for (const { properties } of workflows(template)) {
    expect(allowedTo(template, properties.RoleArn).filter((right) => right.startsWith('kms:'))).toHaveLength(new Set([...TABLE_KEY_ACTIONS, ...QUEUE_KEY_ACTIONS]).size);
  }
});

test('an alias of a key of this app is accepted', () => {
  expect(() => synth((stack) => ({ encryptionKey: new Key(stack, 'Key').addAlias('alias/sales') }))).not.toThrow();
});

test.each<[string, PropsIn]>([
  ['RSA_2048', (stack) => ({ encryptionKey: new Key(stack, 'Key', { keySpec: KeySpec.RSA_2048, keyUsage: KeyUsage.ENCRYPT_DECRYPT }) })],
  ['HMAC_256', (stack) => ({ encryptionKey: new Key(stack, 'Key', { keySpec: KeySpec.HMAC_256, keyUsage: KeyUsage.GENERATE_VERIFY_MAC }) })],
  ['ECC_NIST_P256', (stack) => ({
    encryptionKey: new Key(stack, 'Key', { keySpec: KeySpec.ECC_NIST_P256, keyUsage: KeyUsage.SIGN_VERIFY }).addAlias('alias/sales'),
  })],
])('a key of the kind %s is refused: it cannot encrypt bucket, table and queue', (kind, props) => {
  expect(errorOf(props)).toMatch(new RegExp(`^SalesDataPipeline Test/Sales: encryptionKey must .*SYMMETRIC_DEFAULT.*${kind}.*Test/Key`));
});
