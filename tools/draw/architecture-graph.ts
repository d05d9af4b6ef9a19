import type { Edge, Graph, Kind, Node } from './graph';
import type { Resource, State, States, SynthesisedPipeline } from '../template/synthesised-pipeline';

const BUS = 'announcements';

/** Lines to these have the colour of their target, so that they are easy to follow. */
const COLOURED: Kind[] = ['function', 'table', 'queue'];

/** How resources of a type are drawn. Roles, policies, logs, their filters and the entry of the registry are not, because everything has them. */
const DRAWN: { readonly [type: string]: (resource: Resource, id: string) => { kind: Kind; title: string; note: string } } = {
  'AWS::S3::Bucket': () => ({ kind: 'bucket', title: 'Bucket', note: 'S3, versioned' }),
  'AWS::Events::Rule': ({ Properties }, id) => (Properties.EventPattern.source.includes('aws.s3')
    ? { kind: 'event', title: 'Uploaded', note: 'EventBridge rule' }
    : { kind: 'event', title: named(id, ['FanOutFailed']), note: 'EventBridge rule' }),
  'AWS::StepFunctions::StateMachine': ({ Properties }, id) => ({
    kind: 'workflow', title: named(id, ['FileWorkflow', 'FanOutWorkflow']), note: `Step Functions, ${capitalised(Properties.StateMachineType as string)}`,
  }),
  'AWS::Lambda::Function': (_, id) => {
    const title = named(id, ['Validator', 'Splitter']);
    return { kind: 'function', title, note: title === 'Validator' ? 'Lambda: what is valid?' : 'Lambda: where are batches?' };
  },
  'AWS::DynamoDB::Table': (_, id) => {
    const title = named(id, ['Table', 'History']);
    return { kind: 'table', title, note: title === 'Table' ? 'DynamoDB: valid records' : 'DynamoDB: a row for each file' };
  },
  'AWS::SQS::Queue': () => ({ kind: 'queue', title: 'Dead-letter queue', note: 'SQS: all other records' }),
};

const NOT_DRAWN = /^AWS::(IAM::(Role|Policy)|Logs::(LogGroup|MetricFilter)|S3::BucketPolicy|SQS::QueuePolicy|SSM::Parameter)$/;

/** The resources of a pipeline, and the calls between them. */
export function architectureGraph({ resources }: SynthesisedPipeline): Graph {
  const nodes: Node[] = [];
  const edges = new Map<string, Edge>();
  const connect = (from: string, to: string, label?: string, failure?: boolean) => edges.set(`${from} ${to}`, { from, to, label, failure });
  const called = (reference: string) => /^<(\w+)(\.\w+)?>$/.exec(reference)![1];
  nodes.push({ id: 'upload', kind: 'start', title: '' });
  for (const [id, resource] of Object.entries(resources)) {
    const draw = DRAWN[resource.Type];
    if (draw) nodes.push({ id, ...draw(resource, id) });
    else if (!NOT_DRAWN.test(resource.Type)) throw new Error(`There is no picture of ${id}, which is a ${resource.Type}`);

    if (resource.Type === 'AWS::S3::Bucket') connect('upload', id, 'a sales file');
    if (resource.Type === 'AWS::Events::Rule') {
      const { EventPattern: { source, detail }, Targets } = resource.Properties;
      if ((source as string[]).includes('aws.s3')) (detail.bucket.name as string[]).forEach((name) => connect(called(name), id));
      else (detail.stateMachineArn as string[]).forEach((arn) => connect(called(arn), id, undefined, true));
      for (const { Arn, DeadLetterConfig } of Targets as { Arn: string; DeadLetterConfig: { Arn: string } }[]) {
        connect(id, called(Arn));
        connect(id, called(DeadLetterConfig.Arn), undefined, true);
      }
    }
    if (resource.Type === 'AWS::StepFunctions::StateMachine') {
      const definition = JSON.parse(resource.Properties.DefinitionString as string) as States;
      for (const { Resource: task, Parameters, Arguments: parameters = Parameters } of tasks(definition)) {
        const api = (task as string).replace(/^arn:<AWS::Partition>:states:::/, '');
        if (api.startsWith('<')) connect(id, called(api));
        else if (api === 'states:startExecution') connect(id, called(parameters.StateMachineArn as string), 'large file or failure');
        else if (api.startsWith('aws-sdk:dynamodb:')) connect(id, called(parameters.TableName as string));
        else if (api === 'sqs:sendMessage') connect(id, called(parameters.QueueUrl as string));
        else if (api === 'events:putEvents') connect(id, BUS);
        else throw new Error(`There is no picture of a call of ${api}`);
      }
    }
  }
  nodes.push({ id: BUS, kind: 'event', title: 'Announcements', note: 'EventBridge events' });
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return { nodes, edges: [...edges.values()].map((edge) => (COLOURED.includes(kinds.get(edge.to)!) ? { ...edge, tone: kinds.get(edge.to) } : edge)) };
}

function tasks(states: States): State[] {
  return Object.values(states.States)
    .flatMap((state) => [...(state.Type === 'Task' ? [state] : []), ...(state.ItemProcessor ? tasks(state.ItemProcessor as States) : [])]);
}

/** Logical ids have a hash at their end. */
function named(id: string, names: string[]): string {
  const name = names.find((one) => new RegExp(`${one}[0-9A-F]{8}$`).test(id));
  if (!name) throw new Error(`There is no picture of ${id}`);
  return name;
}

const capitalised = (word: string): string => word[0] + word.slice(1).toLowerCase();
