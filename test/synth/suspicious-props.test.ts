import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { SalesDataPipelineProps } from '../../src';
import { SalesDataPipeline } from '../../src';
import type { PropsIn } from './support/synth';
import { newApp, synth } from './support/synth';

/** What works, but hardly in the way that somebody means it: the case, the props, and what the warning must name. */
const CASES: [string, PropsIn, string[]][] = [
  ['a slash before the prefix', { objectKeyPrefix: '/incoming/' }, ['objectKeyPrefix', '"/incoming/"', 'starts with "/"', 'Give "incoming/"']],
  ['only a slash', { objectKeyPrefix: '/' }, ['objectKeyPrefix', '"/"', 'Leave objectKeyPrefix out']],
  ['a wildcard after the prefix', { objectKeyPrefix: 'incoming/*' }, ['objectKeyPrefix', '"incoming/*"', 'not a wildcard', 'Give "incoming/"']],
  ['a wildcard before the suffix', { objectKeySuffix: '*.json' }, ['objectKeySuffix', '"*.json"', 'not a wildcard', 'Give ".json"']],
  ['a queue with the retention of SQS', (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters') }), [
    'Test/DeadLetters', '4 days', 'retentionPeriod', 'Duration.days(14)',
  ]],
  ['a queue with a short retention', (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters', { retentionPeriod: Duration.hours(12) }) }), [
    'Test/DeadLetters', '12 hours', 'retentionPeriod',
  ]],
  ['a queue that moves messages to another', (stack) => ({
    deadLetterQueue: new Queue(stack, 'DeadLetters', {
      retentionPeriod: Duration.days(14), deadLetterQueue: { queue: new Queue(stack, 'Second'), maxReceiveCount: 3 },
    }),
  }), ['Test/DeadLetters', 'metricDeadLetters()', 'grantCorrect', 'Leave deadLetterQueue out']],
];

test.each(CASES)('%s gives a warning that says what to do', (_, props, named) => {
  const { warnings } = synth(props);
  expect(warnings).toHaveLength(1);
  for (const part of named) {
    expect(warnings[0]).toContain(part);
  }
});

test.each<[string, PropsIn]>([
  ['a prefix and a suffix', { objectKeyPrefix: 'incoming/', objectKeySuffix: '.json' }],
  ['an asterisk in the middle', { objectKeyPrefix: 'a*b/' }],
  ['tokens', { objectKeyPrefix: Token.asString({ Ref: 'Prefix' }) }],
  ['a queue with a retention of its own', (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters', { retentionPeriod: Duration.days(7), maxMessageSizeBytes: 262_144 }) })],
])('%s: no warning', (_, props) => {
  expect(synth(props).warnings).toEqual([]);
});

describe('two pipelines on a bucket', () => {
  function warnings(first: SalesDataPipelineProps, second: SalesDataPipelineProps): string[] {
    const stack = new Stack(newApp(), 'Test');
    const bucket = new Bucket(stack, 'Files');
    new SalesDataPipeline(stack, 'Orders', { bucket, ...first });
    new SalesDataPipeline(stack, 'Returns', { bucket, ...second });
    return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => `${id}: ${entry.data}`);
  }

  test.each<[string, SalesDataPipelineProps, SalesDataPipelineProps]>([
    ['no prefix', {}, {}],
    ['the same prefix', { objectKeyPrefix: 'sales/' }, { objectKeyPrefix: 'sales/' }],
    ['nested prefixes', { objectKeyPrefix: 'sales/' }, { objectKeyPrefix: 'sales/returns/' }],
    ['nested prefixes, the other way round', { objectKeyPrefix: 'sales/returns/' }, { objectKeyPrefix: 'sales/' }],
    ['a prefix that is the start of another by chance', { objectKeyPrefix: 'sales' }, { objectKeyPrefix: 'sales-returns/' }],
    ['a prefix for one only', { objectKeyPrefix: 'sales/' }, {}],
    ['a suffix that ends in another', { objectKeySuffix: '.json' }, { objectKeySuffix: '.returns.json' }],
    ['a prefix here and a suffix there', { objectKeyPrefix: 'sales/' }, { objectKeySuffix: '.json' }],
  ])('%s: some files are of both, which gives a warning that names both', (_, first, second) => {
    const said = warnings(first, second);
    expect(said).toHaveLength(1);
    for (const part of ['/Test/Returns', 'Test/Orders', 'objectKeyPrefix']) {
      expect(said[0]).toContain(part);
    }
  });

  test.each<[string, SalesDataPipelineProps, SalesDataPipelineProps]>([
    ['different prefixes', { objectKeyPrefix: 'orders/' }, { objectKeyPrefix: 'returns/' }],
    ['different suffixes', { objectKeySuffix: '.orders.json' }, { objectKeySuffix: '.returns.json' }],
    ['nested prefixes with different suffixes', { objectKeyPrefix: 'sales/', objectKeySuffix: '.json' }, { objectKeyPrefix: 'sales/returns/', objectKeySuffix: '.jsonl' }],
    ['a token', { objectKeyPrefix: Token.asString({ Ref: 'Prefix' }) }, { objectKeyPrefix: 'sales/' }],
  ])('%s: no warning', (_, first, second) => {
    expect(warnings(first, second)).toEqual([]);
  });

  test('the bucket of one pipeline, used by another, is the same bucket; one of another name is not', () => {
    const stack = new Stack(newApp(), 'Test');
    const { bucket } = new SalesDataPipeline(stack, 'Orders');
    const second = new SalesDataPipeline(stack, 'Returns', { bucket });
    const third = new SalesDataPipeline(stack, 'Refunds', { bucket: Bucket.fromBucketName(stack, 'Other', 'other') });
    const ids = Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ id }) => id);
    expect(ids).toEqual([`/${second.node.path}`]);
    expect(ids).not.toContain(`/${third.node.path}`);
  });

  test('apps do not know each other', () => {
    const warned = ['First', 'Second'].map(() => {
      const stack = new Stack(newApp(), 'Test');
      new SalesDataPipeline(stack, 'Sales', { bucket: Bucket.fromBucketName(stack, 'Files', 'files') });
      return Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    });
    expect(warned.flat()).toEqual([]);
  });
});
