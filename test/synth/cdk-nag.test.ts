import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import type { NagPack } from 'cdk-nag';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks } from 'cdk-nag';
import type { PropsIn, SynthOptions, Synthesized } from './support/synth';
import { synth } from './support/synth';
import type { Situation } from '../../tools/nag/findings';
import { AWS_SOLUTIONS, HIPAA_AND_NIST } from '../../tools/nag/findings';
import { nagPage } from '../../tools/nag/page';
import { ROOT } from '../../tools/root';

type Pack = new (scope: Synthesized['app']) => NagPack;

/** The findings of a pack, as `rule at construct`. */
function findings(pack: Pack, props: PropsIn, options?: SynthOptions): string[] {
  const { app } = synth(props, options);
  const { violations } = new pack(app).validateScope(app);
  return violations.flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) =>
    `${readableRule(ruleName)} at ${readablePath(constructPath!)}`)).sort();
}

const readableRule = (rule: string): string => rule
  .replace(/^(AwsSolutions|HIPAA\.Security|NIST\.800\.53\.R5)-/, '')
  .replace(/\{"Fn::Select".*\}\]\}\]\}/, '<workflow name>')
  .replace(/<SalesBucket[0-9A-F]{8}\.Arn>|arn:<AWS::Partition>:s3:::sales-files/, '<bucket ARN>');

const readablePath = (path: string): string => path
  .replace(/^Test\/(Sales\/)?/, '')
  .replace(/\/Resource$/, '')
  .replace(/[0-9a-f]{32}/, '…');

function explained(situations: readonly Situation[]): string[] {
  return situations.flatMap((situation) => situation.findings.flatMap(({ rule, at }) => at.map((path) => `${rule} at ${path}`))).sort();
}

const customerManagedKey: PropsIn = (stack) => ({ encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }) });

const { always, newHistory, newBucket, newQueue, importedBucket, notAllLogged, noTracing, tracing } = AWS_SOLUTIONS;

const CASES: [string, PropsIn, Situation[]][] = [
  ['no props', {}, [always, newHistory, newBucket, newQueue, notAllLogged, noTracing]],
  ['a customer-managed key', customerManagedKey, [always, newHistory, newBucket, newQueue, notAllLogged, noTracing]],
  ['logs and traces', { logLevel: LogLevel.ALL, tracingEnabled: true }, [always, newHistory, newBucket, newQueue, tracing]],
  [
    'bucket, table and queue by name',
    (stack) => ({
      bucket: Bucket.fromBucketName(stack, 'Files', 'sales-files'),
      table: Table.fromTableName(stack, 'Orders', 'orders'),
      deadLetterQueue: Queue.fromQueueArn(stack, 'DeadLetters', stack.formatArn({ service: 'sqs', resource: 'dead-letters' })),
    }),
    [always, newHistory, importedBucket, notAllLogged, noTracing],
  ],
  [
    'a table of the same stack',
    (stack) => ({
      table: new Table(stack, 'Orders', {
        partitionKey: { name: 'orderId', type: AttributeType.STRING }, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      }),
    }),
    [always, newHistory, newBucket, newQueue, notAllLogged, noTracing],
  ],
];

test.each(CASES)('with %s, AwsSolutions finds what docs/cdk-nag.md explains, and nothing else', (_, props, situations) => {
  expect(findings(AwsSolutionsChecks, props)).toEqual(explained(situations));
});

test.each<[string, Pack]>([['HIPAA.Security', HIPAASecurityChecks], ['NIST.800.53.R5', NIST80053R5Checks]])('%s finds what docs/cdk-nag.md explains, and nothing else', (_, pack) => {
  expect(findings(pack, {})).toEqual(explained([HIPAA_AND_NIST.always, HIPAA_AND_NIST.noEncryptionKey]));
  expect(findings(pack, customerManagedKey)).toEqual(explained([HIPAA_AND_NIST.always]));
});

test.each<[string, Pack, Situation]>([
  ['AwsSolutions', AwsSolutionsChecks, AWS_SOLUTIONS.alarms],
  ['HIPAA.Security', HIPAASecurityChecks, HIPAA_AND_NIST.alarms],
  ['NIST.800.53.R5', NIST80053R5Checks, HIPAA_AND_NIST.alarms],
])('alarms with an action and a dashboard add to the findings of %s what docs/cdk-nag.md explains, and nothing else', (_, pack, situation) => {
  const watched = findings(pack, {}, {
    use: (pipeline, stack) => {
      pipeline.addAlarms({ actions: [new SnsAction(Topic.fromTopicArn(stack, 'Page', stack.formatArn({ service: 'sns', resource: 'page' })))] });
      pipeline.addDashboard();
    },
  });
  expect(watched).toEqual([...findings(pack, {}), ...explained([situation])].sort());
});

test('docs/cdk-nag.md has all of these findings; npx projen docs writes it', () => {
  expect(readFileSync(join(ROOT, 'docs', 'cdk-nag.md'), 'utf8')).toBe(nagPage());
});
