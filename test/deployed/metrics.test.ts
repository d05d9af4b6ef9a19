import { setTimeout } from 'node:timers/promises';
import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { RecordSchema, RejectionReason } from '../../src';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';

const HOUR_MS = 3_600_000;
const VALIDATED = [RejectionReason.SCHEMA_VIOLATION, RejectionReason.MALFORMED_JSON, RejectionReason.MISSING_KEY, RejectionReason.TOO_MANY_REJECTED];

let deployment: Deployment;
let pipeline: DeployedPipeline;
/** The name of the pipeline, which is the dimension of its metrics. */
let name: string;

beforeAll(async () => {
  deployment = await Deployment.of({
    Counted: () => ({
      schema: RecordSchema.fromObject({ properties: { 'order-info': { properties: { qty: { type: 'integer' } } } } }),
      deadLettersPerBatch: 4,
    }),
  }, {
    adjust: (counted) => {
      [...VALIDATED, RejectionReason.INSERT_FAILED].forEach((reason) => counted.metricRejectedRecordsForReason(reason));
      counted.metricRepeatedRecords();
      counted.metricSupersededRecords();
      counted.metricConflicts();
      counted.metricUploadToDone();
    },
  });
  pipeline = deployment.pipeline('Counted');
}, 240_000);

afterAll(() => deployment?.stop());

/** The values of a metric in the last hour, as CloudWatch sums them up. */
async function seen(MetricName: string): Promise<{ sum: number; values: number; max: number }> {
  const { Datapoints = [] } = await deployment.clients.cloudwatch.send(new GetMetricStatisticsCommand({
    Namespace: 'SalesDataPipeline',
    MetricName,
    Dimensions: [{ Name: 'Pipeline', Value: name }],
    Statistics: ['Sum', 'SampleCount', 'Maximum'],
    Period: HOUR_MS / 1_000,
    StartTime: new Date(Date.now() - HOUR_MS),
    EndTime: new Date(Date.now() + HOUR_MS),
  }));
  const total = (of: (point: (typeof Datapoints)[number]) => number | undefined) => Datapoints.reduce((sum, point) => sum + (of(point) ?? 0), 0);
  const max = Math.max(...Datapoints.map(({ Maximum }) => Maximum!));
  return { sum: total(({ Sum }) => Sum), values: total(({ SampleCount }) => SampleCount), max };
}

async function sums(...names: string[]): Promise<Record<string, number>> {
  return Object.fromEntries(await Promise.all(names.map(async (metric) => [metric, (await seen(metric)).sum] as const)));
}

test('the metrics are what the announcements say of the files', async () => {
  const good = [1, 2, 3].map((id) => order({ qty: 1 }, `good-${id}`));
  const first = JSON.stringify(good);
  const mixed = [
    ...good.slice(0, 2).map((record) => JSON.stringify(record)),
    JSON.stringify(order({ qty: 2 }, 'good-3')),
    ...[1, 2].map((id) => JSON.stringify(order({ qty: 'x' }, `bad-${id}`))), '{"order-info": {"OrderId": }}', '{"no": "key"}',
    ...[3, 4, 5].map((id) => JSON.stringify(order({ qty: 'x' }, `bad-${id}`))),
  ].join('\n');

  const uploads = [await pipeline.upload('first.json', first), await pipeline.upload('mixed.json', mixed)];
  const details = uploads.map(({ announcement }) => announcement.detail as unknown as Record<string, unknown>);
  name = details[0].pipeline as string;

  expect(details).toMatchObject([
    { inserted: 3, repeated: 0, rejected: 0, conflicts: 0, reasons: {} },
    {
      inserted: 0,
      repeated: 2,
      rejected: 7,
      conflicts: 1,
      reasons: { SCHEMA_VIOLATION: 2, MALFORMED_JSON: 1, MISSING_KEY: 1, TOO_MANY_REJECTED: 3, KEY_CONFLICT: 1 },
    },
  ]);
  expect(await sums('AcceptedRecords', 'RejectedRecords', 'SharedDeadLetters', 'Bytes')).toEqual({
    AcceptedRecords: 6, RejectedRecords: 7, SharedDeadLetters: 1, Bytes: first.length + mixed.length,
  });
  expect(await sums(...VALIDATED.map((reason) => `RejectedRecords-${reason}`))).toEqual({
    'RejectedRecords-SCHEMA_VIOLATION': 2, 'RejectedRecords-MALFORMED_JSON': 1, 'RejectedRecords-MISSING_KEY': 1, 'RejectedRecords-TOO_MANY_REJECTED': 3,
  });
  // The last line may be written after the announcement has arrived here.
  while ((await seen('UploadToDone')).values < 2) await setTimeout(50);
  expect(await sums('RepeatedRecords', 'SupersededRecords', 'Conflicts', 'RejectedRecords-INSERT_FAILED')).toEqual({
    'RepeatedRecords': 2, 'SupersededRecords': 0, 'Conflicts': 1, 'RejectedRecords-INSERT_FAILED': 0,
  });
  const times = details.map(({ sinceUploadMs }) => sinceUploadMs as number);
  expect(await seen('UploadToDone')).toEqual({ sum: times[0] + times[1], values: 2, max: Math.max(...times) });
  // S3 says when a file came in whole seconds.
  for (const [k, { durationMs }] of details.entries()) expect(times[k]).toBeGreaterThanOrEqual(durationMs as number);
});
