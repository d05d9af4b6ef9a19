import type { Template } from 'aws-cdk-lib/assertions';
import { allResources } from './cloudformation';
import type { Synthesized } from './synth';
import type { Workflow } from './workflow';

/** Values by key, by operator. */
export type Conditions = { readonly [operator: string]: { readonly [key: string]: string | string[] } };

export interface Statement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly NotAction?: unknown;
  readonly Resource?: string | string[];
  readonly NotResource?: unknown;
  readonly Principal?: any;
  readonly Condition?: Conditions;
}

/** A statement, and the resource of the template that contains it. */
export interface LocatedStatement extends Statement {
  readonly of: string;
  readonly type: string;
}

export const list = <T>(value: T | T[] | undefined): T[] => value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Every policy statement of a template: of roles, buckets, queues, keys, and of the trust policies of roles. */
export function allStatements(template: Template): LocatedStatement[] {
  return Object.entries(allResources(template)).flatMap(([of, { Type: type, Properties }]) =>
    statementsIn(Properties).map((statement) => ({ ...statement, of, type })));
}

function statementsIn(value: any): Statement[] {
  if (typeof value !== 'object' || value === null) { return []; }
  const own = Array.isArray(value.Statement) ? value.Statement : [];
  return [...own, ...Object.values(value).flatMap(statementsIn)];
}

/** The permissions of a role, as `action on resource`, sorted. A condition follows, as ` if …`. */
export function allowedTo(template: Template, roleArn: string): string[] {
  const role = roleArn.replace(/\.Arn>$/, '>');
  const all = allResources(template);
  const { Properties } = all[role.slice(1, -1)];
  const attached = Object.values(all).filter(({ Type, Properties: p }) => Type === 'AWS::IAM::Policy' && p.Roles.includes(role));
  const statements = [...attached.map((p) => p.Properties), Properties.Policies].flatMap(statementsIn);
  const managed = list<string>(Properties.ManagedPolicyArns).map((arn) => `whatever ${arn} says`);
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow')
    .flatMap((s) => list(s.Action).flatMap((action) => list(s.Resource).map((resource) => `${action} on ${resource}${provided(s.Condition)}`)));
  return sorted([...allowed, ...managed]);
}

/** The condition of a statement, as ` if …`. */
export const provided = (condition?: Conditions): string => condition ? ` if ${JSON.stringify(condition)}` : '';

/** A permission on an encryption key that is limited to its use by S3. */
export const throughS3 = (permission: string, region: string): string => `${permission}${provided({ StringLike: { 'kms:ViaService': `s3.${region}.*` } })}`;

export const sorted = (items: Iterable<string>): string[] => [...new Set(items)].sort();

/** The actions on the encryption key of a table that a caller needs according to DynamoDB's documentation, wildcards written out. */
export const TABLE_KEY_ACTIONS = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
/** The actions on the encryption key of a queue that a sender needs according to SQS' documentation. */
export const QUEUE_KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Actions without resources, by who needs them. */
export const LOG_DELIVERY_ACTIONS = [
  'logs:CreateLogDelivery', 'logs:DeleteLogDelivery', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies', 'logs:GetLogDelivery',
  'logs:ListLogDeliveries', 'logs:PutResourcePolicy', 'logs:UpdateLogDelivery',
];
export const FUNCTION_TRACING_ACTIONS = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
export const WORKFLOW_TRACING_ACTIONS = [...FUNCTION_TRACING_ACTIONS, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'];

/** The permissions that the calls in a workflow definition need, as `action on resource`. Nothing else may be allowed. */
export function neededBy({ template, stack, text }: Synthesized, workflow: Workflow): string[] {
  const arn = (service: string, rest: string) => `arn:<AWS::Partition>:${service}:${text(stack.region)}:${text(stack.account)}:${rest}`;
  const each = (actions: string[], resource: string) => actions.map((action) => `${action} on ${resource}`);
  const needed = workflow.states.flatMap(({ state }) => {
    if (state.Type === 'Map' && state.ItemProcessor.ProcessorConfig.Mode === 'DISTRIBUTED') {
      const self = `<${workflow.logicalId}>`;
      const executions = arn('states', `execution:<part 6 of ${self} at :>`);
      return [
        ...each(['states:StartExecution'], self),
        ...each(['states:DescribeExecution', 'states:StopExecution'], `${executions}:*`),
        ...each(['states:RedriveExecution'], `${executions}/${state.Label}:*`),
      ];
    }
    if (state.Type !== 'Task') { return []; }
    const { Resource: resource, Parameters: parameters = state.Arguments } = state;
    const api = resource.replace('arn:<AWS::Partition>:states:::', '');
    switch (api) {
      case 'aws-sdk:dynamodb:putItem':
      case 'aws-sdk:dynamodb:getItem':
        return [
          ...each(
            [api === 'aws-sdk:dynamodb:putItem' ? 'dynamodb:PutItem' : 'dynamodb:GetItem'],
            isReference(parameters.TableName) ? arnOfReference(parameters.TableName) : arn('dynamodb', `table/${parameters.TableName}`),
          ),
          ...each(TABLE_KEY_ACTIONS, tableKey(template, parameters.TableName)),
        ];
      case 'sqs:sendMessage':
        return [
          ...each(['sqs:SendMessage'], queueArn(parameters.QueueUrl)),
          ...each(QUEUE_KEY_ACTIONS, queueKey(template, parameters.QueueUrl)),
        ];
      case 'events:putEvents':
        return (parameters.Entries as any[]).flatMap((entry) =>
          each(['events:PutEvents'], `${arn('events', `event-bus/${entry.EventBusName}`)}${provided({ StringEquals: { 'events:source': entry.Source } })}`));
      case 'aws-sdk:sfn:listExecutions':
        return each(['states:ListExecutions'], /'StateMachineArn': '([^']*)'/.exec(parameters as string)![1]);
      case 'aws-sdk:cloudwatch:putMetricData':
        return each(['cloudwatch:PutMetricData'], `*${provided({ StringEquals: { 'cloudwatch:namespace': parameters.Namespace } })}`);
      case 'states:startExecution':
        return each(['states:StartExecution'], parameters.StateMachineArn);
      default:
        if (!/^<\w+\.Arn>$/.test(api)) { throw new Error(`What does a call of ${api} need? Extend neededBy.`); }
        return each(['lambda:InvokeFunction'], api);
    }
  });
  const logging = each(LOG_DELIVERY_ACTIONS, '*');
  const tracing = workflow.properties.TracingConfiguration?.Enabled ? each(WORKFLOW_TRACING_ACTIONS, '*') : [];
  return sorted([...needed, ...logging, ...tracing].filter((right) => !right.endsWith(` on ${NO_KEY}`)));
}

/** Stands for the encryption key of a resource without a customer managed key. */
const NO_KEY = 'no key';

const isReference = (name: string): boolean => /^<\w+>$/.test(name);
const arnOfReference = (reference: string): string => reference.replace(/>$/, '.Arn>');

function queueArn(url: string): string {
  if (isReference(url)) { return arnOfReference(url); }
  const [, region, account, name] = /^https:\/\/sqs\.([^.]+)\.<AWS::URLSuffix>\/([^/]+)\/(.+)$/.exec(url)!;
  return `arn:<AWS::Partition>:sqs:${region}:${account}:${name}`;
}

function tableKey(template: Template, name: string): string {
  const { SSESpecification: own, Replicas: replicas } = propertiesOf(template, name);
  return own?.KMSMasterKeyId ?? replicas?.[0].SSESpecification?.KMSMasterKeyId ?? NO_KEY;
}

function queueKey(template: Template, url: string): string {
  return propertiesOf(template, url).KmsMasterKeyId ?? NO_KEY;
}

function propertiesOf(template: Template, reference: string): { [name: string]: any } {
  return isReference(reference) ? allResources(template)[reference.slice(1, -1)].Properties : {};
}
