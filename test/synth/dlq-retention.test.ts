import { CfnParameter, Duration, Lazy } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { only } from './support/cloudformation';
import type { PropsIn } from './support/synth';
import { synth } from './support/synth';

const retention = (props: PropsIn) => only(synth(props).template, 'AWS::SQS::Queue').Properties.MessageRetentionPeriod;

test.each([
  [Duration.seconds(60), 60],
  [Duration.days(7), 604_800],
  [Duration.days(14), 1_209_600],
])('%s is accepted', (dlqRetention, seconds) => {
  expect(retention({ dlqRetention })).toBe(seconds);
});

test('a parameter is accepted', () => {
  expect(retention((stack) => ({ dlqRetention: Duration.seconds(new CfnParameter(stack, 'Kept', { type: 'Number' }).valueAsNumber) }))).toBe('<Kept>');
});

test('a lazy value is accepted', () => {
  expect(retention({ dlqRetention: Duration.seconds(Lazy.number({ produce: () => 120 })) })).toBe(120);
});

test('an existing queue keeps its retention', () => {
  expect(retention((stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters', { retentionPeriod: Duration.days(3) }) }))).toBe(3 * 86400);
});
