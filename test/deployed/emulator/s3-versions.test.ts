import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateBucketCommand, GetObjectCommand, PutBucketNotificationConfigurationCommand, PutBucketVersioningCommand, PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { ACCOUNT, Clients, Emulator, REGION } from '../../../tools/emulator';

const Bucket = 'versions';
const Key = 'a.json';
let emulator: Emulator;
let clients: Clients;

beforeAll(async () => {
  emulator = await Emulator.start();
  clients = new Clients(emulator);
  await clients.s3.send(new CreateBucketCommand({ Bucket }));
  await clients.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
});

afterAll(async () => {
  clients.destroy();
  await emulator.stop();
});

test('the event of an upload names the version', async () => {
  await clients.s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: { EventBridgeConfiguration: {} } }));
  const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: 'uploads' }));
  await clients.eventbridge.send(new PutRuleCommand({ Name: 'uploads', EventPattern: JSON.stringify({ source: ['aws.s3'] }) }));
  const Targets = [{ Id: 'uploads', Arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:uploads` }];
  await clients.eventbridge.send(new PutTargetsCommand({ Rule: 'uploads', Targets }));

  const { VersionId } = await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: '{}' }));

  const { Messages } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  const { detail } = JSON.parse(Messages![0].Body!) as { detail: { object: object } };
  expect(detail.object).toMatchObject({ 'key': Key, 'version-id': VersionId });
});

test('a range of an older version has the bytes of that version', async () => {
  const { VersionId, ETag } = await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: '0123456789' }));
  await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'newer' }));
  const read = async (Range: string, IfMatch = ETag) => clients.s3.send(new GetObjectCommand({ Bucket, Key, VersionId, Range, IfMatch }));

  const { Body, ContentRange, ContentLength } = await read('bytes=2-4');
  expect(await Body!.transformToString()).toBe('234');
  expect({ ContentRange, ContentLength }).toEqual({ ContentRange: 'bytes 2-4/10', ContentLength: 3 });
  await expect(read('bytes=10-11')).rejects.toMatchObject({ name: 'InvalidRange' });
  await expect(read('bytes=0-1', '"other"')).rejects.toMatchObject({ name: 'PreconditionFailed' });
});
