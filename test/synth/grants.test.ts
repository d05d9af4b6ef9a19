import { Duration } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Grant } from 'aws-cdk-lib/aws-iam';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { SalesDataPipeline } from '../../src';
import { DuplicatePolicy } from '../../src';
import type { Conditions } from './support/permissions';
import { allowedTo, provided, QUEUE_KEY_ACTIONS, sorted, TABLE_KEY_ACTIONS, throughS3 } from './support/permissions';
import type { PropsIn } from './support/synth';
import { synth } from './support/synth';

type Use = (pipeline: SalesDataPipeline, role: Role) => Grant;

/** The permissions of a role after a grant. */
function grantee(use: Use, props: PropsIn = {}) {
  const synthesized = synth(props, {
    use: (pipeline, stack) => {
      expect(use(pipeline, new Role(stack, 'Someone', { assumedBy: new AccountRootPrincipal() })).success).toBe(true);
    },
  });
  const role = synthesized.text((synthesized.stack.node.findChild('Someone') as Role).roleArn);
  const rights = allowedTo(synthesized.template, role);
  const may = (action: string) => rights.filter((right) => right.startsWith(`${action} on `)).map((right) => right.split(' on ')[1]);
  return { ...synthesized, rights, may };
}

test('grantUpload grants uploading below the prefix, and nothing outside the bucket', () => {
  const { rights, may, text, pipeline } = grantee((p, role) => p.grantUpload(role), { objectKeyPrefix: 'incoming/' });
  const bucket = text(pipeline.bucket.bucketArn);
  expect(may('s3:PutObject')).toEqual([`${bucket}/incoming/*`]);
  expect(rights.filter((right) => !right.endsWith(` on ${bucket}/incoming/*`))).toEqual([]);
  expect(rights.filter((right) => /s3:(Get|Delete|List)/.test(right))).toEqual([]);
});

test('grantUpload without a prefix is for the whole bucket', () => {
  const { may, text, pipeline } = grantee((p, role) => p.grantUpload(role));
  expect(may('s3:PutObject')).toEqual([`${text(pipeline.bucket.bucketArn)}/*`]);
});

test('grantReadItems grants reading items of the table, and nothing else', () => {
  const { rights, text, pipeline } = grantee((p, role) => p.grantReadItems(role));
  const table = text(pipeline.table.tableArn);
  expect(rights).toEqual(expect.arrayContaining(['GetItem', 'BatchGetItem', 'Query', 'Scan'].map((action) => `dynamodb:${action} on ${table}`)));
  expect(rights.filter((right) => !right.endsWith(` on ${table}`))).toEqual([]);
  expect(rights.filter((right) => /Put|Update|Delete|BatchWrite|PartiQL/.test(right))).toEqual([]);
});

test('grantReadItems grants no action with a wildcard, even with a customer managed key', () => {
  const { rights } = grantee((p, role) => p.grantReadItems(role), (stack) => ({ encryptionKey: new Key(stack, 'Key') }));
  expect(rights.filter((right) => right.split(' on ')[0].includes('*'))).toEqual([]);
});

test('grantCorrect grants reading and deleting dead letters and uploading, and nothing else', () => {
  const { rights, may, text, pipeline } = grantee((p, role) => p.grantCorrect(role), { objectKeyPrefix: 'incoming/' });
  const queue = text(pipeline.deadLetterQueue.queueArn);
  const files = `${text(pipeline.bucket.bucketArn)}/incoming/*`;
  expect(may('sqs:ReceiveMessage')).toEqual([queue]);
  expect(may('sqs:DeleteMessage')).toEqual([queue]);
  expect(may('s3:PutObject')).toEqual([files]);
  expect(rights.filter((right) => !right.endsWith(` on ${queue}`) && !right.endsWith(` on ${files}`))).toEqual([]);
  expect(rights.filter((right) => /sqs:(Send|Purge|SetQueue)|dynamodb:/.test(right))).toEqual([]);
});

/** An operator writes what operators note in the history, and no row of a file. */
const OPERATORS_ROWS: Conditions = {
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['letter#*', 'correction', 'correction#*'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' },
};

/** An operator reads which record an item is, and none of its members. */
const identifying = (...attributes: string[]): Conditions => ({
  'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
  'Null': { 'dynamodb:Attributes': 'false' },
  'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
});

test('grantOperate grants what grantCorrect grants, finding pipelines, reading history and versions, asking, noting, putting back and redriving, and nothing else', () => {
  const props = { objectKeyPrefix: 'incoming/' };
  const { rights, text, pipeline, stack } = grantee((p, role) => p.grantOperate(role), props);
  const correct = grantee((p, role) => p.grantCorrect(role), props).rights;
  const bucket = text(pipeline.bucket.bucketArn);
  const history = text(pipeline.historyTable!.tableArn);
  const fanOut = text(pipeline.fanOutWorkflow.stateMachineArn);
  const arn = (service: string, rest: string) => `arn:<AWS::Partition>:${service}:${text(stack.region)}:${text(stack.account)}:${rest}`;
  const executions = arn('states', `execution:<part 6 of ${fanOut} at :>:*`);
  expect(rights).toEqual(sorted([
    ...correct,
    `s3:GetObject on ${bucket}/incoming/*`,
    `s3:GetObjectVersion on ${bucket}/incoming/*`,
    ...['s3:ListBucket', 's3:ListBucketVersions'].map((action) => `${action} on ${bucket}${provided({ StringLike: { 's3:prefix': 'incoming/*' } })}`),
    `sqs:SendMessage on ${text(pipeline.deadLetterQueue.queueArn)}`,
    `lambda:InvokeFunction on ${text(pipeline.validatorFunction.functionArn)}`,
    `states:ListExecutions on ${fanOut}`,
    `states:DescribeExecution on ${executions}`,
    `states:RedriveExecution on ${executions}`,
    `ssm:GetParameter on ${text((pipeline.node.findChild('Registry') as StringParameter).parameterArn)}`,
    `ssm:GetParametersByPath on ${arn('ssm', 'parameter/sales-data-pipeline')}`,
    ...['GetItem', 'BatchGetItem', 'Query'].map((action) => `dynamodb:${action} on ${history}`),
    ...['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem', 'BatchWriteItem'].map((action) => `dynamodb:${action} on ${history}${provided(OPERATORS_ROWS)}`),
    ...['GetItem', 'BatchGetItem'].map((action) => `dynamodb:${action} on ${text(pipeline.table.tableArn)}${provided(identifying('orderId', '_contentHash', '_source'))}`),
    `cloudwatch:DescribeAlarms on ${arn('cloudwatch', 'alarm:*')}`,
  ]));
});

test('grantOperate without a history, and with one under a key of its own, which it may use in calls of DynamoDB only', () => {
  const without = grantee((p, role) => p.grantOperate(role), { historyEnabled: false });
  const orders = without.text(without.pipeline.table.tableArn);
  expect(without.rights.filter((right) => right.startsWith('dynamodb:') && !right.includes(` on ${orders} if `))).toEqual([]);
  const { rights, text, stack } = grantee((p, role) => p.grantOperate(role), (s) => ({ encryptionKey: new Key(s, 'Key') }));
  const key = text((stack.node.findChild('Key') as Key).keyArn);
  for (const action of TABLE_KEY_ACTIONS) {
    expect(rights).toContain(`${action} on ${key}${provided({ StringLike: { 'kms:ViaService': 'dynamodb.<AWS::Region>.*' } })}`);
  }
});

test('grantOperate lets a tool see whether a record is in a table with a sort key, versions and a key of its own', () => {
  const { rights, text, pipeline, stack } = grantee((p, role) => p.grantOperate(role), (s) => ({
    historyEnabled: false,
    duplicatePolicy: DuplicatePolicy.OVERWRITE,
    tableKey: { partitionKey: { name: 'id', pointers: ['/id'] }, sortKey: { name: 'line', pointers: ['/line'] } },
    versionAttribute: 'v',
    table: new Table(s, 'Orders', {
      partitionKey: { name: 'id', type: AttributeType.STRING }, sortKey: { name: 'line', type: AttributeType.STRING }, encryptionKey: new Key(s, 'Key'),
    }),
  }));
  const key = text((stack.node.findChild('Key') as Key).keyArn);
  expect(rights).toContain(`dynamodb:GetItem on ${text(pipeline.table.tableArn)}${provided(identifying('id', 'line', '_contentHash', '_source', 'v'))}`);
  expect(rights.filter((right) => right.startsWith('kms:'))).toEqual([`kms:Decrypt on ${key}${provided({ StringLike: { 'kms:ViaService': 'dynamodb.<AWS::Region>.*' } })}`]);
});

test('grantOperate includes sending to a queue with a key of its own', () => {
  const { rights, text, stack } = grantee((p, role) => p.grantOperate(role), (s) => ({ deadLetterQueue: new Queue(s, 'DeadLetters', { encryptionMasterKey: new Key(s, 'Key'), retentionPeriod: Duration.days(14) }) }));
  const key = text((stack.node.findChild('Key') as Key).keyArn);
  expect(rights).toEqual(expect.arrayContaining(QUEUE_KEY_ACTIONS.map((action) => `${action} on ${key}`)));
});

test('grantOperate without a prefix lists the versions of the whole bucket', () => {
  const { may, text, pipeline } = grantee((p, role) => p.grantOperate(role));
  expect(may('s3:ListBucketVersions')).toEqual([text(pipeline.bucket.bucketArn)]);
});

test('grantOperate includes reading what was encrypted with keys of before, in calls of S3 only', () => {
  const { rights, text, stack } = grantee((p, role) => p.grantOperate(role), (s) => ({
    encryptionKey: new Key(s, 'Key'), previousEncryptionKeys: [new Key(s, 'Before')],
  }));
  for (const id of ['Key', 'Before']) {
    const key = text((stack.node.findChild(id) as Key).keyArn);
    expect(rights).toContain(throughS3(`kms:Decrypt on ${key}`, '<AWS::Region>'));
  }
});

test.each<[string, Use, string[]]>([
  ['grantUpload', (p, role) => p.grantUpload(role), ['kms:Decrypt', 'kms:GenerateDataKey']],
  ['grantReadItems', (p, role) => p.grantReadItems(role), ['kms:Decrypt']],
  ['grantCorrect', (p, role) => p.grantCorrect(role), ['kms:Decrypt', 'kms:GenerateDataKey']],
  ['grantOperate', (p, role) => p.grantOperate(role), ['kms:Decrypt', 'kms:GenerateDataKey']],
])('%s includes the actions that it needs on a customer managed key, and no others', (_, grant, needed) => {
  const { rights, text, stack } = grantee(grant, (s) => ({ encryptionKey: new Key(s, 'Key') }));
  const key = text((stack.node.findChild('Key') as Key).keyArn);
  const onKeys = rights.filter((right) => right.startsWith('kms:'));
  expect(onKeys.every((right) => right.includes(` on ${key}`))).toBe(true);
  const granted = onKeys.map((right) => right.split(' on ')[0].replace(/\*$/, ''));
  for (const action of needed) {
    expect(granted).toContain(action);
  }
});

test.each<[string, Use]>([
  ['grantUpload', (p, role) => p.grantUpload(role)],
  ['grantCorrect', (p, role) => p.grantCorrect(role)],
  ['grantOperate', (p, role) => p.grantOperate(role)],
])('%s grants the use of the bucket\'s key in calls of S3 only', (_, grant) => {
  const { rights, text, stack } = grantee(grant, (s) => ({ bucket: new Bucket(s, 'Files', { encryptionKey: new Key(s, 'Key') }) }));
  const key = text((stack.node.findChild('Key') as Key).keyArn);
  expect(rights.filter((right) => right.startsWith('kms:')))
    .toEqual(['kms:Decrypt', 'kms:GenerateDataKey'].map((action) => throughS3(`${action} on ${key}`, '<AWS::Region>')));
});

test('grantBackfill grants starting FileWorkflow, and nothing else', () => {
  const { rights, text, pipeline } = grantee((p, role) => p.grantBackfill(role));
  expect(rights).toEqual([`states:StartExecution on ${text(pipeline.fileWorkflow.stateMachineArn)}`]);
});
