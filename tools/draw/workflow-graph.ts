import type { Edge, Graph, Kind, Node } from './graph';
import type { State, States } from '../template/synthesised-pipeline';

/** Labels for the ways out of a Choice. A new way needs a label here. */
const WAYS: { readonly [way: string]: string } = {
  'WhichEvent WriteProcessed': 'an upload of 0 bytes',
  'WhichEvent ValidateBatch': 'up to 1 MiB',
  'WhichEvent StartFanOut': 'a bigger one',
  'WhichEvent ReadFailedFanOut': 'FanOutWorkflow failed',
  'WhichEvent DescribeInvalidEvent': 'neither',
  'WhichEvent FolderMarker': 'a folder marker',
  'FileReadable InsertAccepted': 'yes',
  'FileReadable FileReadableNot': 'no',
  'MoreInBatch ValidateBatch': 'more',
  'MoreInBatch DeadLetterRejected': 'dead letters to send',
  'MoreInBatch WriteProcessed': 'no more',
  'MoreInBatch StartFanOut': 'no time',
  'MoreInBatch BatchDone': 'no more, or no time',
  'TimeToIsolate ListRecords': 'yes, or nothing done yet',
  'TimeToIsolate BatchDone': 'no',
  'FailedFileKnown WriteFailed': 'yes',
  'FailedFileKnown AnnounceFailed': 'no',
  'OwnFile StartOver': 'yes',
  'OwnFile NotDeadLettered': 'no',
  'SameRecord Repeated': 'the same',
  'SameRecord DescribeConflict': 'another',
  'SameRecord SharedConflict': 'one of many',
  'SameRecord Superseded': 'older',
  'SameRecord Insert': 'gone by now',
  'FileSplit TakeBatches': 'yes',
  'FileSplit FileSplitNot': 'no',
  'FileStillReadable IsolateRecords': 'yes',
  'FileStillReadable FileStillReadableNot': 'no',
  'RecordsStillReadable InsertAccepted': 'yes',
  'RecordsStillReadable RecordsStillReadableNot': 'no',
  'WhoFailed ValidatorUnavailable': 'Lambda',
  'WhoFailed GiveUpOnRecord': 'the function',
  'MoreInFile ProcessBatches': 'unfinished',
  'MoreInFile DescribeFailure': 'file gone',
  'MoreInFile SplitFile': 'more',
  'MoreInFile WriteProcessed': 'no more',
};

const CALLS: { readonly [resource: string]: { kind: Kind; what: string } } = {
  'aws-sdk:dynamodb:putItem': { kind: 'table', what: 'DynamoDB PutItem' },
  'aws-sdk:dynamodb:getItem': { kind: 'table', what: 'DynamoDB GetItem' },
  'sqs:sendMessage': { kind: 'queue', what: 'SQS SendMessage' },
  'events:putEvents': { kind: 'event', what: 'EventBridge PutEvents' },
  'states:startExecution': { kind: 'workflow', what: 'starts FanOutWorkflow' },
};

/** A workflow definition as a graph. */
export function workflowGraph(states: States): Graph {
  const nodes: Node[] = [{ id: 'start', kind: 'start', title: '' }];
  const edges: Edge[] = [{ from: 'start', to: states.StartAt }];
  for (const [name, state] of Object.entries(states.States)) {
    nodes.push(node(name, state));
    edges.push(...waysOut(name, state));
  }
  return { nodes: inOrder(nodes, edges), edges };
}

function node(id: string, state: State): Node {
  const retries = Math.max(0, ...(state.Retry ?? []).map(({ MaxAttempts }: State) => MaxAttempts as number));
  const note = (text: string) => (retries > 0 ? `${text} · ↻ ${retries}` : text);
  switch (state.Type) {
    case 'Task': {
      const call = callOf(state.Resource as string);
      return { id, kind: call.kind, title: id, note: note(call.what) };
    }
    case 'Map': {
      const distributed = state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
      const what = distributed ? 'Distributed Map: an Express execution for each batch' : 'for each';
      return { id, kind: 'group', title: id, note: note(`${what}, ${state.MaxConcurrency} at a time`), inner: workflowGraph(state.ItemProcessor as States) };
    }
    case 'Parallel': {
      const [branch, ...others] = state.Branches as States[];
      if (others.length > 0) throw new Error(`There is no picture of a Parallel of several branches, such as ${id}`);
      return { id, kind: 'group', title: id, note: note('catches what is in it'), inner: workflowGraph(branch) };
    }
    case 'Choice': return { id, kind: 'choice', title: `${id}?` };
    case 'Fail': return { id, kind: 'fail', title: id, note: 'fails' };
    case 'Pass':
    case 'Succeed': return { id, kind: 'step', title: id };
    default: throw new Error(`There is no picture of a state of the type ${state.Type}`);
  }
}

function callOf(resource: string): { kind: Kind; what: string } {
  const fn = /^<\w*(Validator|Splitter)\w*\.Arn>$/.exec(resource);
  if (fn) return { kind: 'function', what: `Lambda ${fn[1]}` };
  const call = CALLS[resource.replace(/^arn:<AWS::Partition>:states:::/, '')];
  if (!call) throw new Error(`There is no picture of a call of ${resource}`);
  return call;
}

function waysOut(from: string, state: State): Edge[] {
  const edges: Edge[] = [];
  if (state.Next) edges.push({ from, to: state.Next as string });
  if (state.Type === 'Choice') {
    const targets = new Set([...(state.Choices as State[]).map(({ Next }) => Next as string), state.Default as string]);
    for (const to of targets) {
      const label = WAYS[`${from} ${to}`];
      if (!label) throw new Error(`The picture has no label for the way from ${from} to ${to}: add one to tools/draw/workflow-graph.ts`);
      edges.push({ from, to, label });
    }
  }
  const caught = new Set<string>((state.Catch as State[] | undefined ?? []).map(({ Next }) => Next as string));
  caught.forEach((to) => edges.push({ from, to, failure: true }));
  return edges;
}

/** The states in the order of an execution, whatever their order in the definition. */
function inOrder(nodes: Node[], edges: Edge[]): Node[] {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    const out = edges.filter(({ from }) => from === id);
    [...out.filter(({ failure }) => !failure), ...out.filter(({ failure }) => failure)].forEach(({ to }) => visit(to));
  };
  nodes.forEach(({ id }) => visit(id));
  return [...found].map((id) => nodes.find((one) => one.id === id)!);
}
