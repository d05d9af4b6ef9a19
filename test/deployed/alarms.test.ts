import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { DescribeAlarmsCommand, GetDashboardCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { ListStateMachinesCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { PipelineAlarm, RecordSchema } from '../../src';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';

/** The emulator creates no alarms on expressions. */
const NOT_DEPLOYED = [PipelineAlarm.REJECTED_SHARE];

const HOUR_MS = 3_600_000;
const VALIDATOR_TIMEOUT_S = 2;

let deployment: Deployment;
let sick: DeployedPipeline;
let alarms: MetricAlarm[];

beforeAll(async () => {
  deployment = await Deployment.of({
    // The time that this expression takes doubles with every character of a name that does not match.
    Sick: () => ({ schema: RecordSchema.fromObject({ properties: { name: { pattern: '^(a+)+$' } } }) }),
  }, {
    adjust: (pipeline) => {
      pipeline.addAlarms({ without: NOT_DEPLOYED });
      pipeline.addDashboard();
      (pipeline.validatorFunction.node.defaultChild as CfnFunction).timeout = VALIDATOR_TIMEOUT_S;
      (pipeline.splitterFunction.node.defaultChild as CfnFunction).addPropertyOverride('Environment.Variables.RECORD_OPTIONS', 'not JSON');
    },
  });
  sick = deployment.pipeline('Sick');
  ({ MetricAlarms: alarms = [] } = await deployment.clients.cloudwatch.send(new DescribeAlarmsCommand({})));
}, 240_000);

afterAll(() => deployment?.stop());

/** What an alarm sees: the statistic of its metric, over the last hour. */
async function seenBy(name: PipelineAlarm): Promise<number> {
  const { Namespace, MetricName, Dimensions, Statistic } = alarms.find(({ AlarmName }) => AlarmName!.endsWith(`-${name}`))!;
  const { Datapoints = [] } = await deployment.clients.cloudwatch.send(new GetMetricStatisticsCommand({
    Namespace,
    MetricName,
    Dimensions,
    Statistics: [Statistic!],
    Period: HOUR_MS / 1_000,
    StartTime: new Date(Date.now() - HOUR_MS),
    EndTime: new Date(Date.now() + HOUR_MS),
  }));
  return Math.max(0, ...Datapoints.map((datapoint) => datapoint[Statistic!]!));
}

// The emulator has no metrics of other services: docs/faults.md lists the alarms.
test('a record on which the validator hangs and a splitter that fails move the metrics of their alarms', async () => {
  const { VALIDATOR_ERRORS, VALIDATOR_SLOW, SPLITTER_ERRORS, SPLITTER_SLOW } = PipelineAlarm;
  expect(await Promise.all([VALIDATOR_ERRORS, VALIDATOR_SLOW, SPLITTER_ERRORS, SPLITTER_SLOW].map(seenBy))).toEqual([0, 0, 0, 0]);

  await sick.put('hangs.json', JSON.stringify({ ...order(), name: `${'a'.repeat(40)}!` }));
  expect(await sick.announcementOf('hangs.json')).toMatchObject({ 'detail-type': 'Sales File Failed', 'detail': { reason: 'PROCESSING_FAILED' } });

  expect(await seenBy(VALIDATOR_ERRORS)).toBeGreaterThanOrEqual(1);
  expect(await seenBy(VALIDATOR_SLOW)).toBeGreaterThanOrEqual(0.8 * VALIDATOR_TIMEOUT_S * 1_000);
  // SplitFile and its two retries, or ListRecords and its own.
  expect(await seenBy(SPLITTER_ERRORS)).toBeGreaterThanOrEqual(3);
  expect(await seenBy(SPLITTER_SLOW)).toBeGreaterThan(0);
});

test('files that are handed off and not done move the metric of their alarm', async () => {
  const { stateMachines = [] } = await deployment.clients.sfn.send(new ListStateMachinesCommand({}));
  const { stateMachineArn } = stateMachines.find(({ name }) => name!.includes('StuckFiles'))!;
  /** Looks for files that take longer than so many seconds, as the schedule does every half an hour, and returns what the alarm sees. */
  const look = async (stuckAfterSeconds: number): Promise<number> => {
    const input = JSON.stringify({ stuckAfterSeconds, stuck: 0 });
    const { status, cause } = await deployment.clients.sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input }));
    expect([status, cause]).toEqual(['SUCCEEDED', undefined]);
    return seenBy(PipelineAlarm.FILES_STUCK);
  };
  expect(await look(0)).toBe(0);

  await Promise.all([1, 2, 3].map((number) => sick.put(`stuck-${number}.json`, JSON.stringify({ ...order(), name: `${'a'.repeat(40)}!` }))));
  let stuck = 0;
  for (const end = Date.now() + 60_000; stuck === 0 && Date.now() < end;) {
    expect(await look(3_600)).toBe(0);
    stuck = await look(0);
  }
  expect(stuck).toBeGreaterThanOrEqual(1);
}, 120_000);

test('all other alarms and the dashboard are deployed', async () => {
  const [{ AlarmName }] = alarms;
  const pipelineName = AlarmName!.slice(0, AlarmName!.lastIndexOf('-'));
  expect(alarms.map((alarm) => alarm.AlarmName).sort())
    .toEqual(Object.values(PipelineAlarm).filter((name) => ![...NOT_DEPLOYED, PipelineAlarm.NO_FILE].includes(name)).map((name) => `${pipelineName}-${name}`).sort());
  const { DashboardBody } = await deployment.clients.cloudwatch.send(new GetDashboardCommand({ DashboardName: pipelineName }));
  expect(DashboardBody).toContain('Rejections by reason');
});
