import { CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import {
  BatchGetItemCommand, BatchWriteItemCommand, CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, ScanCommand,
  TransactWriteItemsCommand, UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ACCOUNT, Clients, Emulator, REGION } from '../../../tools/emulator';

const TableName = 'rows';
const OWN = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['own', 'own#*'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const NO_MEMBERS = {
  'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['day', 'upload', 'hash'] },
  'Null': { 'dynamodb:Attributes': 'false' },
  'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
};

let emulator: Emulator;
let clients: Clients;

beforeAll(async () => {
  emulator = await Emulator.start({ settings: { AUTH: 'true' } });
  clients = new Clients(emulator);
  await clients.dynamodb.send(new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }, { AttributeName: 'upload', KeyType: 'RANGE' }],
    AttributeDefinitions: ['day', 'upload'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  }));
}, 90_000);

afterAll(async () => {
  clients?.destroy();
  await emulator?.stop();
});

const as = (credentials: object) => ({ endpoint: emulator.endpoint, region: REGION, credentials: credentials as Emulator['credentials'] });

/** DynamoDB for whoever may do this under these conditions only. */
async function under(name: string, actions: string[], Condition: object): Promise<DynamoDBClient> {
  const document = (statement: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      AssumeRolePolicyDocument: document({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' }),
      Policies: [{ PolicyName: 'Own', PolicyDocument: document({ Action: actions.map((action) => `dynamodb:${action}`), Resource: '*', Condition }) }],
    },
  };
  await clients.cloudformation.send(new CreateStackCommand({ StackName: name, TemplateBody: JSON.stringify({ Resources: { role } }), Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  await waitUntilStackCreateComplete({ client: clients.cloudformation, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName: name });
  const sts = new STSClient(as(emulator.credentials));
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/${name}`, RoleSessionName: 'test' }));
  sts.destroy();
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = Credentials!;
  return new DynamoDBClient(as({ accessKeyId, secretAccessKey, sessionToken }));
}

const outcome = async (sent: Promise<unknown>): Promise<string> => sent.then(() => 'allowed', ({ name }: Error) => (name === 'AccessDeniedException' ? 'denied' : name));
const key = (day: string) => ({ day: { S: day }, upload: { S: '1' } });

test('dynamodb:LeadingKeys are the partition keys of all items that a call names', async () => {
  const client = await under('writer', ['PutItem', 'UpdateItem', 'BatchWriteItem', 'DeleteItem', 'GetItem', 'BatchGetItem', 'Query', 'Scan'], OWN);
  const put = (day: string) => ({ Put: { TableName, Item: key(day) } });
  const query = (day: string) => new QueryCommand({
    TableName, KeyConditionExpression: '#d = :d AND begins_with(upload, :u)', ExpressionAttributeNames: { '#d': 'day' }, ExpressionAttributeValues: { ':d': { S: day }, ':u': { S: '1' } },
  });
  const outcomes = await Promise.all([
    client.send(new PutItemCommand({ TableName, Item: key('own#1') })),
    client.send(new PutItemCommand({ TableName, Item: key('2026-11-27#a') })),
    client.send(new UpdateItemCommand({ TableName, Key: key('other') })),
    client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: key('own') } }, { DeleteRequest: { Key: key('own#2') } }] } })),
    client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: key('own') } }, { DeleteRequest: { Key: key('other') } }] } })),
    client.send(new TransactWriteItemsCommand({ TransactItems: [put('own'), put('own#1')] })),
    client.send(new TransactWriteItemsCommand({ TransactItems: [put('own'), put('other')] })),
    client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key('own')] } } })),
    client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key('other')] } } })),
    client.send(query('own')),
    client.send(query('other')),
    // It names no keys, which the condition on Null denies.
    client.send(new ScanCommand({ TableName })),
  ].map(outcome));
  client.destroy();

  expect(outcomes).toEqual(['allowed', 'denied', 'denied', 'allowed', 'denied', 'allowed', 'denied', 'allowed', 'denied', 'allowed', 'denied', 'denied']);
}, 60_000);

test('dynamodb:Attributes are the names in keys and expressions, and a read without a projection is of all attributes', async () => {
  const client = await under('reader', ['GetItem', 'BatchGetItem', 'PutItem'], NO_MEMBERS);
  const get = (ProjectionExpression?: string) => new GetItemCommand({
    TableName, Key: key('own'), ...ProjectionExpression === undefined ? {} : { ProjectionExpression, ExpressionAttributeNames: { '#h': 'hash' } },
  });
  const batch = (more: object) => new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key('own')], ...more } } });
  const outcomes = await Promise.all([
    client.send(get('#h, upload')),
    client.send(get('#h, secret')),
    client.send(get()),
    client.send(batch({ ProjectionExpression: '#h', ExpressionAttributeNames: { '#h': 'hash' } })),
    client.send(batch({ ProjectionExpression: 'secret' })),
    client.send(batch({})),
    client.send(new PutItemCommand({ TableName, Item: { ...key('own'), secret: { S: 'x' } } })),
  ].map(outcome));
  client.destroy();

  expect(outcomes).toEqual(['allowed', 'denied', 'denied', 'allowed', 'denied', 'denied', 'denied']);
}, 60_000);
