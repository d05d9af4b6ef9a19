import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { SalesDataPipeline } from '../../src';
import { only, resources } from './support/cloudformation';
import type { Notifications } from './support/notification-handler';
import { afterHandler } from './support/notification-handler';
import { newApp, synth } from './support/synth';

const FLAG = '@aws-cdk/aws-s3:keepNotificationInImportedBucket';
const FLAGS: [string, { [key: string]: unknown } | undefined][] = [['not set', undefined], ['off', { [FLAG]: false }], ['on', { [FLAG]: true }]];

/** Set by somebody else: in the console, or by another stack. */
const ELSEWHERE: Notifications = { TopicConfigurations: [{ Id: 'loader', TopicArn: 'arn:topic', Events: ['s3:ObjectRemoved:*'] }] };

function notify(stack: Stack, bucket: { addEventNotification: Bucket['addEventNotification'] }): void {
  bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(new Queue(stack, 'Loader')));
}

describe.each(FLAGS)('with the feature flag %s', (_, context) => {
  describe('the bucket that the pipeline creates', () => {
    const { template } = synth({}, { context, use: ({ bucket }, stack) => notify(stack, bucket) });
    const created = only(template, 'AWS::S3::Bucket').Properties.NotificationConfiguration;

    test('has EventBridge notifications without a custom resource, if nobody needs one', () => {
      const plain = synth({}, { context }).template;
      expect(only(plain, 'AWS::S3::Bucket').Properties.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
      plain.resourceCountIs('Custom::S3BucketNotifications', 0);
    });

    test('keeps them when it gets other notifications, and when it loses them again', () => {
      expect(created).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
      const both = afterHandler(template, 'Create', { EventBridgeConfiguration: {} });
      expect(both).toMatchObject({ EventBridgeConfiguration: {}, QueueConfigurations: [expect.objectContaining({ Events: ['s3:ObjectCreated:*'] })] });
      const updated = afterHandler(template, 'Update', both, only(template, 'Custom::S3BucketNotifications'));
      expect(updated).toMatchObject({ EventBridgeConfiguration: {}, QueueConfigurations: [expect.anything()] });
      expect(afterHandler(template, 'Delete', updated)).toEqual({ EventBridgeConfiguration: {} });
    });

    test('keeps them for a second pipeline', () => {
      const shared = synth({}, { context, use: ({ bucket }, stack) => { new SalesDataPipeline(stack, 'Second', { bucket }); } }).template;
      expect(afterHandler(shared, 'Create', { EventBridgeConfiguration: {} })).toEqual({ EventBridgeConfiguration: {} });
      expect(afterHandler(shared, 'Delete', { EventBridgeConfiguration: {} })).toEqual({ EventBridgeConfiguration: {} });
    });
  });

  test.each([
    ['before the pipeline', true],
    ['after the pipeline', false],
  ])('an existing bucket that gets other notifications %s has both', (__, before) => {
    const stack = new Stack(newApp(context), 'Test');
    const bucket = new Bucket(stack, 'Files');
    if (before) notify(stack, bucket);
    new SalesDataPipeline(stack, 'Sales', { bucket });
    if (!before) notify(stack, bucket);

    expect(afterHandler(Template.fromStack(stack), 'Create', {})).toMatchObject({ EventBridgeConfiguration: {}, QueueConfigurations: [expect.anything()] });
  });

  test('an imported bucket keeps what others have set', () => {
    const { template } = synth((stack) => ({ bucket: Bucket.fromBucketName(stack, 'Files', 'files') }), { context });
    const after = afterHandler(template, 'Create', ELSEWHERE);
    expect(after).toEqual({ ...ELSEWHERE, EventBridgeConfiguration: {} });
    // Other pipelines may need the notifications, so they stay.
    expect(afterHandler(template, 'Delete', after)).toEqual({ ...ELSEWHERE, EventBridgeConfiguration: {} });
  });
});

// What docs/migration.md warns about: a decision of the CDK, not of the pipeline.
test.each([['off', false, false], ['on', true, true]])('with the feature flag %s, an existing bucket keeps notifications that were set elsewhere: %s', (_, flag, kept) => {
  const { template } = synth((stack) => ({ bucket: new Bucket(stack, 'Files') }), { context: { [FLAG]: flag } });
  expect('TopicConfigurations' in afterHandler(template, 'Create', ELSEWHERE)).toBe(kept);
});

test('the flag of the rest of the app stays as it is', () => {
  const { template } = synth({}, {
    context: { [FLAG]: false },
    use: (_, stack) => { new Bucket(stack, 'Others', { eventBridgeEnabled: true }); },
  });
  expect(Object.values(resources(template, 'Custom::S3BucketNotifications')).map(({ Properties }) => Properties.Managed)).toEqual([true]);
});
