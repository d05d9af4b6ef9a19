import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IStateMachine, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, QueryLanguage, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { FileWorkflowNames } from './file-workflow';
import { RetryPolicy, retries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';
import type { StateMachineSettings } from './workflow';
import { Workflow } from './workflow';
import { jsonataMembers, jsonataOutput, jsonataText } from '../contract/jsonata';
import { METRIC_NAMESPACE, PIPELINE_DIMENSION, STUCK_FILES_METRIC } from '../contract/names';

export interface StuckFilesProps extends StateMachineSettings {
  readonly fanOutWorkflow: IStateMachine;
  /** How long a file may take. */
  readonly stuckAfter: Duration;
}

type StuckFilesNames = Pick<FileWorkflowNames, 'pipelineName' | 'fanOutWorkflowArn'>;

const STUCK_FILES = new Workflow<object, StuckFilesNames>('StuckFiles', StateMachineType.EXPRESS, (scope, names) => countStuckFiles(scope, names));

/** What the workflow starts from, and continues with from page to page. */
interface Search {
  readonly stuckAfterSeconds: number;
  /** Number of stuck files of the pages so far. */
  readonly stuck: number;
  /** Where the next page starts: absent for the first one. */
  readonly nextToken?: string;
}

/** Twice in a period of the alarm, so that each period has a value. */
const INTERVAL = Duration.minutes(30);

/** Executions of a page. An execution has up to 700 bytes in a list, and a state 256 KiB. */
const PAGE = 200;

const input = jsonataMembers<Search>('$states.input');

/**
 * Counts the files that are begun and not done, and puts the number into a metric: the executions of FanOutWorkflow that run for
 * longer than a file may take. A file that FileWorkflow finishes takes five minutes at most. The list has the most recent execution
 * first, so a stuck one is on its last page.
 */
export function createStuckFiles(scope: Construct, props: StuckFilesProps): void {
  const { pipelineName, fanOutWorkflow } = props;
  const workflow = STUCK_FILES.create(scope, {}, { pipelineName, fanOutWorkflowArn: fanOutWorkflow.stateMachineArn }, props);
  const search: Search = { stuckAfterSeconds: props.stuckAfter.toSeconds(), stuck: 0 };
  new Rule(scope, 'StuckFilesSchedule', {
    description: 'Looks for files that are begun and not done',
    schedule: Schedule.rate(INTERVAL),
    targets: [new SfnStateMachine(workflow, { input: RuleTargetInput.fromObject(search) })],
  });
}

function countStuckFiles(scope: Construct, { pipelineName, fanOutWorkflowArn }: StuckFilesNames): State {
  const list = new ServiceTask(scope, 'ListRunning', {
    comment: 'Counts the files that are begun and not done',
    queryLanguage: QueryLanguage.JSONATA,
    resource: 'aws-sdk:sfn:listExecutions',
    actions: ['states:ListExecutions'],
    on: [fanOutWorkflowArn],
    parameters: jsonataOutput(`$merge([
      {'StateMachineArn': ${jsonataText(fanOutWorkflowArn)}, 'StatusFilter': 'RUNNING', 'MaxResults': ${PAGE}},
      $exists(${input('nextToken')}) ? {'NextToken': ${input('nextToken')}} : {}
    ])`),
    // An execution that was redriven begins anew. A member whose value does not exist is left out.
    outputs: jsonataOutput<Search>({
      stuckAfterSeconds: input('stuckAfterSeconds'),
      stuck: `${input('stuck')} + $count($states.result.Executions[$toMillis($exists(RedriveDate) ? RedriveDate : StartDate) < $latest])`,
      nextToken: '$states.result.NextToken',
    }, `$latest := $millis() - 1000 * ${input('stuckAfterSeconds')}`),
  });
  const report = new ServiceTask(scope, 'ReportStuck', {
    queryLanguage: QueryLanguage.JSONATA,
    resource: 'aws-sdk:cloudwatch:putMetricData',
    actions: ['cloudwatch:PutMetricData'],
    // CloudWatch has no ARNs for metrics.
    on: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': METRIC_NAMESPACE } },
    parameters: {
      Namespace: METRIC_NAMESPACE,
      MetricData: [{
        MetricName: STUCK_FILES_METRIC,
        Dimensions: [{ Name: PIPELINE_DIMENSION, Value: pipelineName }],
        Unit: 'Count',
        Value: jsonataOutput(input('stuck')),
      }],
    },
  });
  [list, report].forEach((task) => withRetries(task, retries(RetryPolicy.FAST)));
  list.next(Choice.jsonata(scope, 'MoreRunning')
    .when(Condition.jsonata(`{% $exists(${input('nextToken')}) %}`), list)
    .otherwise(report));
  return list;
}
