import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { resources } from './support/cloudformation';
import { allowedTo, throughS3 } from './support/permissions';
import type { PropsIn, Synthesized } from './support/synth';
import { synth } from './support/synth';

const BUCKETS: [string, PropsIn][] = [
  ['a bucket of the same stack', (stack) => ({ bucket: new Bucket(stack, 'Files') })],
  ['a bucket by name', (stack) => ({ bucket: Bucket.fromBucketName(stack, 'Files', 'sales-files') })],
];

describe.each(BUCKETS)('%s', (_, props) => {
  test('receives the uploads, and no other bucket is created', () => {
    const { template, pipeline, text, stack } = synth(props);
    const rule = resources(template, 'AWS::Events::Rule')[stack.getLogicalId(pipeline.uploadRule.node.defaultChild as CfnRule)];
    expect(rule.Properties.EventPattern.detail.bucket.name).toEqual([text(pipeline.bucket.bucketName)]);
    expect(Object.keys(resources(template, 'AWS::S3::Bucket')).filter((id) => id.startsWith('Sales'))).toEqual([]);
  });

  test('gets EventBridge notifications', () => {
    const { template, pipeline, text } = synth(props);
    const [{ Properties }] = Object.values(resources(template, 'Custom::S3BucketNotifications'));
    expect(Properties.BucketName).toBe(text(pipeline.bucket.bucketName));
    expect(Properties.NotificationConfiguration).toMatchObject({ EventBridgeConfiguration: {} });
  });
});

test.each<[string, PropsIn]>([
  ['of the same stack', (stack) => ({ bucket: new Bucket(stack, 'Files', { encryptionKey: new Key(stack, 'FilesKey') }) })],
  ['by name', (stack) => ({
    bucket: Bucket.fromBucketAttributes(stack, 'Files', { bucketName: 'sales-files', encryptionKey: new Key(stack, 'FilesKey') }),
  })],
])('the functions may decrypt with the key of a bucket %s', (_, props) => {
  const synthesized = synth(props);
  for (const role of functionRoles(synthesized)) {
    expect(allowedTo(synthesized.template, role).filter((right) => right.startsWith('kms:')))
      .toEqual([throughS3(`kms:Decrypt on ${synthesized.text((synthesized.stack.node.findChild('FilesKey') as Key).keyArn)}`, '<AWS::Region>')]);
  }
});

test('the other props do not change an existing bucket', () => {
  const { template } = synth((stack) => ({ bucket: new Bucket(stack, 'Files'), encryptionKey: new Key(stack, 'Key') }));
  const [{ Properties }] = Object.values(resources(template, 'AWS::S3::Bucket'));
  expect(Properties).toEqual({});
});

function functionRoles({ template, pipeline, text }: Synthesized): string[] {
  const functions = Object.entries(resources(template, 'AWS::Lambda::Function'));
  return [pipeline.validatorFunction, pipeline.splitterFunction].map((fn) =>
    functions.find(([id]) => text(fn.functionArn) === `<${id}.Arn>`)![1].Properties.Role);
}
