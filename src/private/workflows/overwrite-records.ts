import { Choice, Condition, Map, Pass, ProvideItems, QueryLanguage, Result } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { InsertRecordProps, Outcome } from './insert-record';
import { INSERTED, NOT_INSERTED, insertRecord } from './insert-record';
import { retries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';
import { jsonataOutput, jsonataText } from '../contract/jsonata';
import type { AcceptedRecord, SourceFile } from '../contract/messages';

/** What BatchWriteItem takes in one call. */
const RECORDS_PER_CALL = 25;

/** Calls of one batch at the same time: about as many writes a second as forty single writes at the same time. */
const PARALLEL_CALLS = 2;

/** The output of WriteRecords. */
interface WrittenRecords {
  readonly file: SourceFile;
  readonly records: AcceptedRecord[];
  /** Number of items that DynamoDB has not written. */
  readonly unprocessed: number;
}

/** How the records of one call end. */
interface CallOutcome {
  readonly notInserted: number;
}

/**
 * Writes the items of `$.validated.accepted`, 25 in one call. BatchWriteItem takes no conditions, and needs none where the
 * newer record wins. It refuses a call with two equal keys, so of records with the same key only the last is written.
 * Items that DynamoDB leaves unprocessed, or refuses because of one among them, are written one by one.
 */
export function overwriteRecords(scope: Construct, id: string, props: InsertRecordProps): Map {
  const { table } = props;
  const write = new ServiceTask(scope, 'WriteRecords', {
    queryLanguage: QueryLanguage.JSONATA,
    resource: 'aws-sdk:dynamodb:batchWriteItem',
    actions: ['dynamodb:BatchWriteItem'],
    on: [table.tableArn],
    parameters: { RequestItems: { [table.tableName]: "{% [$states.input.records.{'PutRequest': {'Item': item}}] %}" } },
    outputs: jsonataOutput<WrittenRecords>({
      file: '$states.input.file', records: '$states.input.records', unprocessed: '$count($states.result.UnprocessedItems.*)',
    }),
  });
  withRetries(write, retries(props.retryPolicy));

  const insertEach = new Map(scope, 'InsertEach', {
    itemsPath: '$.records',
    itemSelector: { 'file.$': '$.file', 'accepted.$': '$$.Map.Item.Value' },
    maxConcurrency: RECORDS_PER_CALL,
  }).itemProcessor(insertRecord(scope, props));
  insertEach.next(Pass.jsonata(scope, 'CountNotInserted', {
    outputs: jsonataOutput<CallOutcome>({ notInserted: `$count($states.input[$ = ${jsonataText<Outcome>(NOT_INSERTED)}])` }),
  }));

  write.addCatch(insertEach, { outputs: '{% $states.input %}' });
  write.next(new Choice(scope, 'AllWritten')
    .when(Condition.numberEquals('$.unprocessed', 0), new Pass(scope, 'Written', { result: Result.fromObject({ notInserted: 0 } satisfies CallOutcome) }))
    .otherwise(insertEach));

  return Map.jsonata(scope, id, {
    items: ProvideItems.jsonata(`{% (
      $last := $each($states.input.validated.accepted{ $string(key): $[-1] }, function($record) { $record });
      $partition([$last], ${RECORDS_PER_CALL})
    ) %}`),
    itemSelector: { file: '{% $states.input.file %}', records: '{% $states.context.Map.Item.Value %}' },
    maxConcurrency: PARALLEL_CALLS,
    outputs: "{% $merge([$states.input, {'outcomes': $states.result}]) %}",
  }).itemProcessor(write);
}

/** JSONata for the number of records that end with an outcome. A record that a later one has replaced counts as inserted. */
export function countOverwritten(outcome: Outcome): string {
  const notInserted = '$sum([0, $in.outcomes.notInserted])';
  if (outcome === NOT_INSERTED) return notInserted;
  return outcome === INSERTED ? `$count($in.validated.accepted) - ${notInserted}` : '0';
}
