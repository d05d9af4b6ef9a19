import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { AccountPrincipal, AccountRootPrincipal, ArnPrincipal, OrganizationPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { SalesDataPipelineProps } from '../../src';
import { SalesDataPipeline } from '../../src';
import { allStatements } from './support/permissions';
import { newApp, synth } from './support/synth';

const HERE = { account: '111111111111', region: 'eu-central-1' };
const OTHER_ROLE = 'arn:aws:iam::222222222222:role/shop';
const OWN_ROLE = 'arn:aws:iam::111111111111:role/shop';

type Use = (pipeline: SalesDataPipeline, grantee: IGrantable) => Grant;
const upload: Use = (pipeline, grantee) => pipeline.grantUpload(grantee);
const correct: Use = (pipeline, grantee) => pipeline.grantCorrect(grantee);
const operate: Use = (pipeline, grantee) => pipeline.grantOperate(grantee);
const read: Use = (pipeline, grantee) => pipeline.grantReadItems(grantee);

/** A pipeline after a grant, and what the grant says of itself. */
function grantTo(grantee: (stack: Stack) => IGrantable, use: Use, props: (stack: Stack) => SalesDataPipelineProps = () => ({})) {
  let granted: Grant;
  const synthesized = synth((stack) => ({ objectKeyPrefix: 'incoming/', ...props(stack) }), {
    env: HERE, use: (pipeline, stack) => { granted = use(pipeline, grantee(stack)); },
  });
  return { ...synthesized, success: granted!.success };
}

const account = () => new AccountPrincipal('222222222222');
const ACCOUNT = { AWS: 'arn:<AWS::Partition>:iam::222222222222:root' };

/** Grantees without a policy that can be changed here, and how a resource policy names them. */
const OTHERS: [string, (stack: Stack) => IGrantable, unknown, unknown][] = [
  ['another account', account, ACCOUNT, undefined],
  ['a role of another account', (stack) => Role.fromRoleArn(stack, 'Shop', OTHER_ROLE), { AWS: OTHER_ROLE }, undefined],
  ['a principal by its ARN', () => new ArnPrincipal(OTHER_ROLE), { AWS: OTHER_ROLE }, undefined],
  ['an organization', () => new OrganizationPrincipal('o-1234567890'), { AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }],
  ['a service', () => new ServicePrincipal('transfer.amazonaws.com'), { Service: 'transfer.amazonaws.com' }, undefined],
  ['an imported role that must not be changed', (stack) => Role.fromRoleArn(stack, 'Shop', OWN_ROLE, { mutable: false }), { AWS: OWN_ROLE }, undefined],
];

describe.each(OTHERS)('%s', (_, grantee, principal, condition) => {
  test('may upload: a statement of the bucket says so, for the prefix only', () => {
    const { template, success, text, pipeline } = grantTo(grantee, upload);
    expect(success).toBe(true);
    expect(allStatements(template).filter(({ type, Effect }) => type === 'AWS::S3::BucketPolicy' && Effect === 'Allow')).toEqual([expect.objectContaining({
      Principal: principal,
      Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
      Resource: `${text(pipeline.bucket.bucketArn)}/incoming/*`,
      ...(condition ? { Condition: condition } : {}),
    })]);
  });

  test('may use the key in calls of S3 only', () => {
    const { template } = grantTo(grantee, upload, (stack) => ({ encryptionKey: new Key(stack, 'Key') }));
    expect(allStatements(template).filter(({ type, Condition }) => type === 'AWS::KMS::Key' && JSON.stringify(Condition ?? {}).includes('kms:ViaService'))).toEqual([
      expect.objectContaining({
        Principal: principal, Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Condition: { ...condition as object, StringLike: { 'kms:ViaService': 's3.eu-central-1.*' } },
      }),
    ]);
  });

  test('may correct: statements of queue, bucket and key say so', () => {
    const { template, success } = grantTo(grantee, correct, (stack) => ({ encryptionKey: new Key(stack, 'Key') }));
    expect(success).toBe(true);
    const forGrantee = allStatements(template).filter(({ Principal, Effect }) => Effect === 'Allow' && JSON.stringify(Principal) === JSON.stringify(principal));
    expect(forGrantee.filter(({ type }) => type === 'AWS::SQS::QueuePolicy').map(({ Action }) => Action)).toEqual([
      ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    ]);
    expect(forGrantee.filter(({ type }) => type === 'AWS::S3::BucketPolicy')).toHaveLength(1);
    expect(forGrantee.filter(({ type }) => type === 'AWS::KMS::Key').map(({ Action }) => Action)).toEqual(['kms:Decrypt', ['kms:Decrypt', 'kms:GenerateDataKey']]);
  });
});

describe.each(OTHERS)('%s', (_, grantee) => {
  test('may not backfill: nothing is granted, and a warning says to whom it can be', () => {
    const { success, warnings } = grantTo(grantee, (pipeline, someone) => pipeline.grantBackfill(someone));
    expect(success).toBe(false);
    expect(warnings.join()).toContain('is not granted states:StartExecution on Test/Sales/FileWorkflow');
  });

  test('may not operate: nothing is granted, and a warning says to whom it can be', () => {
    const { template, success, warnings } = grantTo(grantee, operate, (stack) => ({ encryptionKey: new Key(stack, 'Key') }));
    expect(success).toBe(false);
    expect(warnings.filter((text) => text.includes('is not granted states:ListExecutions on Test/Sales/FanOutWorkflow'))).toHaveLength(1);
    expect(warnings.join()).toContain('a role, user or group of that account');
    expect(template.toJSON()).toEqual(grantTo(grantee, () => ({ success: true }) as Grant, (stack) => ({ encryptionKey: new Key(stack, 'Key') })).template.toJSON());
  });
});

describe('without a policy that can be changed, a grant does not succeed, and a warning says what is missing', () => {
  const files = (stack: Stack) => ({ bucket: Bucket.fromBucketName(stack, 'Files', 'files') });
  const queue = (stack: Stack) => ({ deadLetterQueue: Queue.fromQueueArn(stack, 'DeadLetters', 'arn:aws:sqs:eu-central-1:111111111111:dead-letters') });
  const key = (stack: Stack) => ({ encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111111111111:key/k') });
  const orders = (stack: Stack) => ({ table: Table.fromTableName(stack, 'Orders', 'orders') });

  test.each<[string, Use, (stack: Stack) => SalesDataPipelineProps, string[]]>([
    ['an imported bucket', upload, files, ['s3:PutObject', 'Test/Files']],
    ['an imported bucket, for corrections', correct, files, ['s3:PutObject', 'Test/Files']],
    ['an imported queue', correct, queue, ['sqs:ReceiveMessage', 'Test/DeadLetters']],
    ['an imported key', upload, key, ['s3:PutObject', 'Test/Key']],
    ['an imported key, of the queue', correct, key, ['sqs:ReceiveMessage', 'Test/Key']],
    ['an imported table', read, orders, ['dynamodb:GetItem', 'Test/Orders']],
    ['an imported key, of the table', read, key, ['dynamodb:GetItem', 'Test/Key']],
  ])('%s', (_, use, props, parts) => {
    const { success, warnings } = grantTo(account, use, props);
    expect(success).toBe(false);
    const [warning] = warnings.filter((text) => text.includes('is not granted'));
    for (const part of ['AccountPrincipal(222222222222)', ...parts]) {
      expect(warning).toContain(part);
    }
  });

  test('reading items, for an imported role that must not be changed', () => {
    const { success, warnings } = grantTo((stack) => Role.fromRoleArn(stack, 'Shop', OWN_ROLE, { mutable: false }), read);
    expect(success).toBe(false);
    expect(warnings.join()).toContain('dynamodb:GetItem');
  });
});

test('another account may read items: a statement of the table says so', () => {
  const { template, success } = grantTo(account, read);
  expect(success).toBe(true);
  expect(allStatements(template).filter(({ type }) => type === 'AWS::DynamoDB::Table')).toEqual([expect.objectContaining({
    Principal: ACCOUNT, Action: expect.arrayContaining(['dynamodb:GetItem', 'dynamodb:Query']),
  })]);
});

test('a service cannot read items, which DynamoDB does not support', () => {
  expect(() => grantTo(() => new ServicePrincipal('transfer.amazonaws.com'), read))
    .toThrow(/^SalesDataPipeline Test\/Sales: grantReadItems must be given .* but is given ServicePrincipal\(transfer\.amazonaws\.com\)\. .*: grant it to a role/);
});

test.each<[string, (stack: Stack) => IGrantable]>([
  ['created here', (stack) => new Role(stack, 'Shop', { assumedBy: new AccountRootPrincipal() })],
  ['imported', (stack) => Role.fromRoleArn(stack, 'Shop', OWN_ROLE)],
])('a role of this account, %s, needs no statement in a resource policy, so imported resources do', (_, grantee) => {
  const { success, warnings, template } = grantTo(grantee, upload, (stack) => ({ bucket: Bucket.fromBucketName(stack, 'Files', 'files') }));
  expect([success, warnings]).toEqual([true, []]);
  template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [{ Action: ['s3:PutObject', 's3:AbortMultipartUpload'] }] } });
});

test.each<[string, (stack: Stack) => IGrantable]>([
  ['created here', (stack) => new Role(stack, 'Shop', { assumedBy: new AccountRootPrincipal() })],
  ['imported', (stack) => Role.fromRoleArn(stack, 'Shop', OWN_ROLE)],
])('a role of this account, %s, may operate a pipeline of imported resources', (_, grantee) => {
  const { success, warnings } = grantTo(grantee, operate, (stack) => ({ bucket: Bucket.fromBucketName(stack, 'Files', 'files') }));
  expect([success, warnings]).toEqual([true, []]);
});

test('a role in a stack of another account gets statements in its own policy and in those of bucket and key', () => {
  const app = newApp();
  const stack = new Stack(app, 'Test', { env: HERE });
  const shop = new Stack(app, 'Shop', { env: { account: '222222222222', region: 'eu-central-1' } });
  const bucket = new Bucket(stack, 'Files', { bucketName: 'files', encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111111111111:key/k') });
  const pipeline = new SalesDataPipeline(stack, 'Sales', { bucket });
  const role = new Role(shop, 'Role', { roleName: 'shop', assumedBy: new AccountRootPrincipal() });

  expect(pipeline.grantUpload(role).success).toBe(false); // the imported key
  const [mine, theirs] = [Template.fromStack(stack), Template.fromStack(shop)];
  expect(allStatements(mine).filter(({ type, Action }) => type === 'AWS::S3::BucketPolicy' && String(Action).includes('s3:PutObject'))).toHaveLength(1);
  expect(allStatements(theirs).filter(({ type }) => type === 'AWS::IAM::Policy').flatMap(({ Action }) => Action)).toEqual(
    expect.arrayContaining(['s3:PutObject', 'kms:GenerateDataKey']));
});
