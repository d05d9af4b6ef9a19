import type { State } from 'aws-cdk-lib/aws-stepfunctions';
import { QueryLanguage } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { RetryPolicy } from './retries';
import { CONDITION_FAILED, retries, withRetries } from './retries';
import { ServiceTask } from './service-task';
import type { Jsonata } from '../../contract/jsonata';
import { jsonata, jsonataMembers, jsonataOutput, jsonataText } from '../../contract/jsonata';
import type { AttributeValue, FileFailed, FileStatus, HistoryRow, SourceFile, Tally } from '../../contract/messages';
import { HISTORY_SHARDS, forEachCount } from '../../contract/messages';
import type { WorkflowNames } from '../names';

/** Where the workflows write what became of a file. */
export interface HistoryProps extends Pick<WorkflowNames, 'pipelineName' | 'historyTableName' | 'historyTableArn'> {
  /** How long a row stays, in seconds. */
  readonly historyRetention: number;
}

export interface WriteHistoryProps extends HistoryProps {
  readonly status: FileStatus;
  readonly retryPolicy: RetryPolicy;
  /** Where to continue, also when the row can't be written: the history is no reason to fail a file. */
  readonly next: State;
}

/** A row as DynamoDB's API has it, as JSONata. An attribute whose expression finds no value is left out. */
type Row = { readonly [attribute in keyof HistoryRow]?: Jsonata<AttributeValue> };

const IDS: { readonly [status in FileStatus]: string } = { processing: 'WriteBegun', processed: 'WriteProcessed', failed: 'WriteFailed' };

const INPUT = '{% $states.input %}';

const file = jsonataMembers<SourceFile>('$file');
const tally = jsonataMembers<Tally>('$in.counts');
const failure = jsonataMembers<Pick<FileFailed, 'reason' | 'message'>>('$in.detail');

const done: Row = { done: text('$time'), durationMs: number(`$toMillis($time) - $toMillis(${file('begun')})`) };

/** What a row has only with this status. */
const END: { readonly [status in FileStatus]: Row } = {
  processing: {},
  processed: {
    ...done,
    ...forEachCount((count) => number(tally(count))),
    batches: number(tally('batches')),
    reasons: `$count($keys(${tally('reasons')})) > 0 ? {'M': $merge($map($keys(${tally('reasons')}), function($reason) {
      {$reason: ${jsonata<AttributeValue>(number(`$lookup(${tally('reasons')}, $reason)`))}}
    }))}`,
  },
  failed: { ...done, reason: text(failure('reason')), message: text(failure('message')) },
};

/**
 * Writes the row of `$.file` into the history and continues with the input. The row of a processed file stays as it is: S3 may
 * send an event twice, and the second execution finds all records stored.
 *
 * @returns the first state, which is `next` if the pipeline has no history
 */
export function writeHistory(scope: Construct, props: WriteHistoryProps): State {
  const { historyTableName, historyTableArn, status, next } = props;
  if (historyTableName === undefined || historyTableArn === undefined) {
    return next;
  }
  const task = new ServiceTask(scope, IDS[status], {
    comment: 'Writes into the history what became of the file',
    queryLanguage: QueryLanguage.JSONATA,
    resource: 'aws-sdk:dynamodb:putItem',
    actions: ['dynamodb:PutItem'],
    on: [historyTableArn],
    parameters: {
      TableName: historyTableName,
      Item: row(props),
      ConditionExpression: 'attribute_not_exists(#status) OR #status <> :processed',
      ExpressionAttributeNames: { '#status': 'status' satisfies keyof HistoryRow },
      ExpressionAttributeValues: { ':processed': { S: 'processed' satisfies FileStatus } },
    },
    outputs: INPUT,
  });
  withRetries(task, retries(props.retryPolicy, [CONDITION_FAILED]));
  task.addCatch(next, { outputs: INPUT });
  task.next(next);
  return task;
}

function row({ pipelineName, historyRetention, status }: WriteHistoryProps): string {
  const hashed = [jsonataText(pipelineName), file('bucket'), file('key'), `$string(${file('versionId')})`, file('etag')];
  const all: Row = {
    day: text(`$replace(${file('uploaded')}, /T.*$/, '') & '#' & $shard`),
    upload: text(`${file('uploaded')} & '#' & $hash($join([${hashed.join(', ')}], '\\n'), 'SHA-256')`),
    status: text(jsonataText(status)),
    pipeline: text(jsonataText(pipelineName)),
    bucket: text(file('bucket')),
    key: text(file('key')),
    versionId: `${file('versionId')} != null ? ${jsonata<AttributeValue>(text(file('versionId')))}`,
    etag: text(file('etag')),
    bytes: number(file('size')),
    uploaded: text(file('uploaded')),
    begun: text(file('begun')),
    execution: text('$exists($in.execution) ? $in.execution : $states.context.Execution.Id'),
    expires: number(`$floor($toMillis($time) / 1000) + ${historyRetention}`),
    ...END[status],
  };
  return jsonataOutput<object>(
    all,
    '$in := $states.input',
    '$file := $in.file',
    '$time := $states.context.State.EnteredTime',
    `$digit := $lowercase($replace(${file('etag')}, /^"?(.)[\\s\\S]*$/, '$1'))`,
    `$shard := $contains('${HISTORY_SHARDS}', $digit) ? $digit : '${HISTORY_SHARDS[0]}'`,
  );
}

function text(value: string): { readonly S: string } {
  return { S: value };
}

function number(value: string): { readonly N: string } {
  return { N: `$string(${value})` };
}
