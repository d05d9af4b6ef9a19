import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { RUNBOOK } from './runbook';
import type { WatchedPipeline } from './watched-pipeline';
import { workflowLogGroup } from '../contract/names';

/** Where the consoles of AWS' partitions are, by the start of their regions. */
const CONSOLES: [string, string][] = [
  ['cn-', 'console.amazonaws.cn'],
  ['us-gov-', 'console.amazonaws-us-gov.com'],
  ['', 'console.aws.amazon.com'],
];

/** The resources of a pipeline as links to the AWS console, in Markdown. The names in it are those of resources, which have no Markdown. */
export function consoleLinks(scope: Construct, pipeline: WatchedPipeline): string {
  const { region, account, urlSuffix } = Stack.of(scope);
  // In a stack without a region, the partition is not known: the links lead to the console of most accounts.
  const [, domain] = CONSOLES.find(([start]) => (Token.isUnresolved(region) ? '' : region).startsWith(start))!;
  const page = (service: string, place: string) => `https://${region}.${domain}/${service}/home?region=${region}#${place}`;
  const logs = (name: string) => page('cloudwatch', `logsV2:log-groups/log-group/${name}`);
  const workflowLogs = (workflow: string) => logs(workflowLogGroup(pipeline.pipelineName, workflow).replace(/\//g, '$252F'));
  const executions = (arn: string) => page('states', `/statemachines/view/${arn}`);
  const queue = `https%3A%2F%2Fsqs.${region}.${urlSuffix}%2F${account}%2F${pipeline.deadLetterQueue.queueName}`;

  const links: [string, string][] = [
    ['Bucket', `https://${domain}/s3/buckets/${pipeline.bucket.bucketName}?region=${region}`],
    ['Table', page('dynamodbv2', `table?name=${pipeline.table.tableName}`)],
    ['Dead letters', page('sqs/v3', `/queues/${queue}`)],
    ['Executions of FileWorkflow', executions(pipeline.fileWorkflow.stateMachineArn)],
    ['Executions of FanOutWorkflow', executions(pipeline.fanOutWorkflow.stateMachineArn)],
    ['Validator log', logs(pipeline.validatorFunction.logGroup.logGroupName)],
    ['Splitter log', logs(pipeline.splitterFunction.logGroup.logGroupName)],
    ['FileWorkflow log', workflowLogs('FileWorkflow')],
    ['FanOutWorkflow log', workflowLogs('FanOutWorkflow')],
    ['Runbook', RUNBOOK],
  ];
  return links.map(([title, address]) => `[${title}](${address})`).join(' · ');
}
