import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import * as fc from 'fast-check';
import type { SalesDataPipelineProps } from '../../src';
import { SalesDataPipeline } from '../../src';
import { resources } from './support/cloudformation';
import { matches } from './support/event-pattern';
import { newApp, synth } from './support/synth';
import { evaluate } from '../../testkit/cloudformation/intrinsics';
import { runs } from '../../testkit/property-runs';

const minimal = synth();

/** The pattern of the upload rule, for a bucket called `files`. */
function uploadPattern(props: SalesDataPipelineProps): any {
  const stack = new Stack(newApp(), 'Test');
  const pipeline = new SalesDataPipeline(stack, 'Sales', { bucket: Bucket.fromBucketName(stack, 'Files', 'files'), ...props });
  return evaluate(stack.resolve((pipeline.uploadRule.node.defaultChild as CfnRule).eventPattern));
}

const upload = (key: string, bucket = 'files') =>
  ({ 'source': 'aws.s3', 'detail-type': 'Object Created', 'detail': { bucket: { name: bucket }, object: { key, size: 1 } } });

test('every upload to the bucket starts the workflow, and nothing else does', () => {
  const pattern = uploadPattern({});
  expect(matches(pattern, upload('a.json'))).toBe(true);
  expect(matches(pattern, upload('with space/ü+%.json'))).toBe(true);
  expect(matches(pattern, upload('a.json', 'another-bucket'))).toBe(false);
  expect(matches(pattern, { ...upload('a.json'), 'detail-type': 'Object Deleted' })).toBe(false);
  expect(matches(pattern, { ...upload('a.json'), source: 'my.app' })).toBe(false);
});

test('the pattern refers to the bucket that the pipeline creates', () => {
  const { template, pipeline, text, stack } = minimal;
  const rule = resources(template, 'AWS::Events::Rule')[stack.getLogicalId(pipeline.uploadRule.node.defaultChild as CfnRule)];
  expect(rule.Properties.EventPattern.detail).toEqual({ bucket: { name: [text(pipeline.bucket.bucketName)] } });
});

const PREFIXES = [undefined, 'incoming/', 'a*b\\', 'x\\*'];
const SUFFIXES = [undefined, '.json', '\\x', '**'];
const PAIRS = PREFIXES.flatMap((prefix) => SUFFIXES.map((suffix) => ({ prefix, suffix })));

// Each object key is prefix, text and suffix, or text made of their characters.
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'x', '*', '\\', '/', '.', '.json', 'incoming/'), maxLength: 8 });

test.each(PAIRS)('with prefix $prefix and suffix $suffix, exactly the objects that have both are sales files', ({ prefix = '', suffix = '' }) => {
  const pattern = uploadPattern({ objectKeyPrefix: prefix || undefined, objectKeySuffix: suffix || undefined });
  fc.assert(fc.property(text, (middle) => matches(pattern, upload(prefix + middle + suffix))), runs());
  fc.assert(fc.property(text.filter((key) => key.length >= prefix.length + suffix.length), (key) =>
    matches(pattern, upload(key)) === (key.startsWith(prefix) && key.endsWith(suffix))), runs());
});

test('a prefix that is known only at deployment is accepted', () => {
  const { template, text: render, pipeline, stack } = synth((s) => ({ objectKeyPrefix: new CfnParameter(s, 'Prefix').valueAsString }));
  const rule = resources(template, 'AWS::Events::Rule')[stack.getLogicalId(pipeline.uploadRule.node.defaultChild as CfnRule)];
  expect(rule.Properties.EventPattern.detail).toEqual({
    bucket: { name: [render(pipeline.bucket.bucketName)] }, object: { key: [{ prefix: '<Prefix>' }] },
  });
});

test('both rules start FileWorkflow, retry for 24 hours, and send undeliverable events to the queue', () => {
  const { template, pipeline, text: render } = minimal;
  const rules = Object.values(resources(template, 'AWS::Events::Rule'));
  expect(rules).toHaveLength(2);
  for (const { Properties } of rules) {
    expect(Properties.State).toBe('ENABLED');
    expect(Properties.Targets).toMatchObject([{
      Arn: render(pipeline.fileWorkflow.stateMachineArn),
      DeadLetterConfig: { Arn: render(pipeline.deadLetterQueue.queueArn) },
      RetryPolicy: { MaximumEventAgeInSeconds: 24 * 60 * 60, MaximumRetryAttempts: 185 },
    }]);
  }
});

test('an execution of FanOutWorkflow that ends without success starts FileWorkflow', () => {
  const { template, pipeline, text: render } = minimal;
  const [pattern] = Object.values(resources(template, 'AWS::Events::Rule')).map(({ Properties }) => Properties.EventPattern)
    .filter(({ source }) => source[0] === 'aws.states');
  const ended = (status: string, stateMachineArn = render(pipeline.fanOutWorkflow.stateMachineArn)) =>
    ({ 'source': 'aws.states', 'detail-type': 'Step Functions Execution Status Change', 'detail': { status, stateMachineArn } });
  expect(['FAILED', 'TIMED_OUT', 'ABORTED'].map((status) => matches(pattern, ended(status)))).toEqual([true, true, true]);
  expect(['RUNNING', 'SUCCEEDED', 'PENDING_REDRIVE'].map((status) => matches(pattern, ended(status)))).toEqual([false, false, false]);
  expect(matches(pattern, ended('FAILED', 'another workflow'))).toBe(false);
});

test('an upload does not match the rule for failures, nor the other way round', () => {
  const { template } = minimal;
  const sources = Object.values(resources(template, 'AWS::Events::Rule')).map(({ Properties }) => Properties.EventPattern.source);
  expect(sources.sort()).toEqual([['aws.s3'], ['aws.states']]);
});
