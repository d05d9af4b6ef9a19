import { Choice, Condition, Map, Pass, ProvideItems, QueryLanguage, Result } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { InsertRecordProps } from './insert-record';
import { INSERTED, NOT_INSERTED, insertRecord } from './insert-record';
import { retries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';

/** What BatchWriteItem takes in one call. */
const RECORDS_PER_CALL = 25;

/** Calls at once from one batch: about as many writes a second as forty single puts at a time make. */
const PARALLEL_CALLS = 2;

/**
 * Puts all of `$.validated.accepted`, 25 at a time: where the newer record wins no write has a condition, and only then
 * BatchWriteItem will do. It rejects a call with two equal keys, so that of those the last one is written; what it leaves
 * unprocessed, or refuses as a whole because of one item, is put one by one.
 */
export function overwriteRecords(scope: Construct, id: string, props: InsertRecordProps): Map {
  const { table } = props;
  const write = new ServiceTask(scope, 'WriteRecords', {
    queryLanguage: QueryLanguage.JSONATA,
    resource: 'aws-sdk:dynamodb:batchWriteItem',
    actions: ['dynamodb:BatchWriteItem'],
    on: [table.tableArn],
    parameters: { RequestItems: { [table.tableName]: "{% [$states.input.records.{'PutRequest': {'Item': item}}] %}" } },
    outputs: "{% {'file': $states.input.file, 'records': $states.input.records, 'unprocessed': $count($states.result.UnprocessedItems.*)} %}",
  });
  withRetries(write, retries(props.patience));

  const insertEach = new Map(scope, 'InsertEach', {
    itemsPath: '$.records',
    itemSelector: { 'file.$': '$.file', 'accepted.$': '$$.Map.Item.Value' },
    maxConcurrency: RECORDS_PER_CALL,
  }).itemProcessor(insertRecord(scope, props));
  insertEach.next(Pass.jsonata(scope, 'CountNotInserted', { outputs: `{% {'notInserted': $count($states.input[$ = '${NOT_INSERTED}'])} %}` }));

  write.addCatch(insertEach, { outputs: '{% $states.input %}' });
  write.next(new Choice(scope, 'AllWritten')
    .when(Condition.numberEquals('$.unprocessed', 0), new Pass(scope, 'Written', { result: Result.fromObject({ notInserted: 0 }) }))
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

/** JSONata for how many of a step's records ended in this way. One that a later one replaces has been inserted, too. */
export function countOverwritten(outcome: string): string {
  const notInserted = '$sum([0, $in.outcomes.notInserted])';
  return outcome === NOT_INSERTED ? notInserted : outcome === INSERTED ? `$count($in.validated.accepted) - ${notInserted}` : '0';
}
