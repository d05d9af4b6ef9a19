import { Stack } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { allStatements, allowedTo, QUEUE_KEY_ACTIONS, sorted, TABLE_KEY_ACTIONS } from './support/permissions';
import { synth } from './support/synth';
import { workflows } from './support/workflow';

const keyArn = (name: string) => `arn:aws:kms:eu-central-1:111122223333:key/${name}`;
const key = (stack: Stack, name: string) => Key.fromKeyArn(stack, `${name}Key`, keyArn(name));

test('an imported resource with its key gets grants on the key', () => {
  const { template } = synth((stack) => ({
    bucket: Bucket.fromBucketAttributes(stack, 'Files', { bucketName: 'files', encryptionKey: key(stack, 'files') }),
    table: Table.fromTableAttributes(stack, 'Orders', { tableName: 'orders', encryptionKey: key(stack, 'orders') }),
    deadLetterQueue: Queue.fromQueueAttributes(stack, 'DeadLetters', {
      queueArn: 'arn:aws:sqs:eu-central-1:111122223333:dead-letters', keyArn: keyArn('dead-letters'),
    }),
  }), { env: { account: '111122223333', region: 'eu-central-1' } });

  for (const { properties } of workflows(template)) {
    expect(allowedTo(template, properties.RoleArn).filter((right) => right.startsWith('kms:'))).toEqual(sorted([
      ...TABLE_KEY_ACTIONS.map((action) => `${action} on ${keyArn('orders')}`),
      ...QUEUE_KEY_ACTIONS.map((action) => `${action} on ${keyArn('dead-letters')}`),
    ]));
  }
  const readers = allStatements(template).filter(({ Resource }) => JSON.stringify(Resource ?? '').includes(keyArn('files')));
  expect(readers.map(({ Action }) => Action)).toEqual(['kms:Decrypt', 'kms:Decrypt']);
});
