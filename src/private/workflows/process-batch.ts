import type { CatchProps, IChainable, INextable, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, JsonPath, Map, Pass, StateMachineFragment } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { unlessFileError } from './file-error';
import type { ReportProps } from './file-failure';
import type { InsertInput, InsertRecordProps } from './insert-record';
import { Outcome, insertRecord } from './insert-record';
import { isolateRecords } from './isolate-records';
import type { WorkflowNames } from './names';
import { shareConflicts } from './share-conflicts';
import { sendDeadLetter } from './tasks/dead-letter';
import type { RetryPolicy } from './tasks/retries';
import { FUNCTION_TIMED_OUT, functionRetries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';
import { addReasons } from './tasks/tally';
import { jsonPath } from '../contract/json-path';
import { jsonata, jsonataOutput, jsonataText } from '../contract/jsonata';
import type { Batch, BatchInput, Count, DeadLetterInput, Reason, ValidateBatchInput } from '../contract/messages';
import { forEachCount } from '../contract/messages';

/** What both workflows process batches with. */
export interface BatchResources extends Omit<InsertRecordProps, 'retryPolicy'>, ReportProps, Pick<WorkflowNames, 'validatorArn' | 'splitterArn'> {}

export interface ProcessBatchProps extends BatchResources {
  readonly retryPolicy: RetryPolicy;
  /** Where to continue when nothing is left of `$.batch`: it is null. */
  readonly done: IChainable;
  /** Where to continue when the time is up; `$.batch` is then what is left to process. */
  readonly timeIsUp: IChainable;
  /**
   * Where to continue when a step fails; `$.batch` is then what is left to process.
   *
   * @default - where the validator fails, records are isolated; any other failure fails the execution
   */
  readonly fallback?: IChainable;
  /** Where to continue when the file can't be read, with the error in `$.failure`. */
  readonly fileError: IChainable;
}

/** What is left of a batch after a step that has no dead letters, or has sent them. */
interface BatchRest extends Omit<BatchInput, 'batch'> {
  readonly batch: Batch | null;
}

/** A step whose accepted records are in the table. Until the dead letters are sent, a failure repeats it: `batch` and `counts` are as before it. */
interface InsertedStep extends BatchInput {
  readonly deadLetters: DeadLetterInput[];
  readonly after: BatchRest;
}

/**
 * Records of one batch that are inserted at the same time: as many as an inline Map takes. An answer of the validator has
 * some 70 records of 1 KB, so they are in the table after two rounds of writes.
 */
const PARALLEL_INSERTS = 40;

/**
 * After this many milliseconds no new step starts. A step with all its retries takes up to four minutes, and an Express
 * execution ends after five. If every call hangs, a step may take longer: then a batch of FanOutWorkflow fails and can be
 * redriven, and FileWorkflow times out, for which there is an alarm.
 */
const TIME_TO_STOP = 60_000;
const TIME_IS_UP = `$millis() - $toMillis($states.context.Execution.StartTime) > ${TIME_TO_STOP}`;

/**
 * Processes a BatchInput step by step: validates as many records as a state can carry, inserts the accepted ones, sends
 * dead letters for the rejected ones, and continues from the cursor until nothing is left.
 */
export class ProcessBatch extends StateMachineFragment {
  public readonly startState: State;
  public readonly endStates: INextable[] = [];

  constructor(scope: Construct, id: string, props: ProcessBatchProps) {
    super(scope, id);

    const validate = ServiceTask.invoke(this, 'ValidateBatch', props.validatorArn, {
      comment: 'Validates as many records as a state can carry; "next" is what is left',
      payload: jsonPath<ValidateBatchInput>({ file: '$.file', batch: '$.batch' }),
      resultPath: '$.validated',
    });
    // A record that uses up all the time does so again, and each attempt takes another tenth of the five minutes.
    withRetries(validate, functionRetries(props.retryPolicy, [FUNCTION_TIMED_OUT]));

    const insert = new Map(this, 'InsertAccepted', {
      itemsPath: '$.validated.accepted',
      itemSelector: jsonPath<InsertInput>({ file: '$.file', accepted: '$$.Map.Item.Value', rejectedBefore: '$.batch.rejected' }),
      maxConcurrency: PARALLEL_INSERTS,
      resultPath: '$.outcomes',
    }).itemProcessor(insertRecord(this, props));

    // Each iteration passes nothing on: the file with each of some 450 short records would be more than a state.
    const deadLetter = new Map(this, 'DeadLetterRejected', {
      itemsPath: '$.deadLetters',
      itemSelector: { 'file.$': '$.file', 'rejected.$': '$$.Map.Item.Value' },
      maxConcurrency: PARALLEL_INSERTS,
      resultPath: JsonPath.DISCARD,
      outputPath: '$.after',
    }).itemProcessor(sendDeadLetter(this, 'DeadLetter', { ...props, file: '$.file', rejected: '$.rejected', outputPath: JsonPath.DISCARD }));

    validate.next(unlessFileError(this, 'FileReadable', '$.validated', insert, props.fileError));
    const more = Choice.jsonata(this, 'MoreInBatch')
      .when(Condition.jsonata('{% $exists($states.input.deadLetters) %}'), deadLetter)
      .when(Condition.jsonata('{% $states.input.batch = null %}'), props.done)
      .when(Condition.jsonata(`{% ${TIME_IS_UP} %}`), props.timeIsUp)
      .otherwise(validate);
    insert.next(this.addCounts()).next(more);
    deadLetter.next(more);

    if (props.fallback) {
      catchAll(validate, props.fallback);
      catchAll(insert, props.fallback);
      catchAll(deadLetter, props.fallback);
    } else {
      // The first step isolates whatever the time, so that each execution gets on. Another execution does the others.
      catchAll(validate, Choice.jsonata(this, 'TimeToIsolate')
        .when(Condition.jsonata(`{% $states.input.counts.records > 0 and ${TIME_IS_UP} %}`), props.timeIsUp)
        .otherwise(isolateRecords(this, { ...props, next: insert })));
    }
    this.startState = validate;
  }

  /** Adds what a step has done to the counts, and makes the cursor the next batch: a BatchRest, or an InsertedStep if it has dead letters. */
  private addCounts(): Pass {
    const ended = (outcome: Outcome): string => `$count($in.outcomes[$ = '${outcome}'])`;
    const added: { readonly [count in Count]: string } = {
      records: '$count($in.validated.accepted) + $sum([0, $in.validated.rejected.records])',
      inserted: ended(Outcome.INSERTED),
      replaced: ended(Outcome.REPLACED),
      repeated: ended(Outcome.REPEATED),
      superseded: ended(Outcome.SUPERSEDED),
      rejected: '$rejected',
      conflicts: '$conflicts',
    };
    const foundByWorkflow = `{${jsonataText<Reason>('KEY_CONFLICT')}: $conflicts, ${jsonataText<Reason>('INSERT_FAILED')}: ${ended(Outcome.NOT_INSERTED)}}`;
    const after = jsonata<BatchRest>({
      file: '$in.file',
      batch: "$in.validated.next = null ? null : $merge([$in.validated.next, {'rejected': $in.batch.rejected + $rejected + $conflicts}])",
      counts: {
        ...forEachCount((count) => `$in.counts.${count} + ${added[count]}`),
        reasons: addReasons('$in.counts.reasons', '$in.validated.rejected.{reason: records}', foundByWorkflow),
        batches: '$in.counts.batches + ($in.validated.next = null ? 1 : 0)',
      },
    });
    const step = jsonata<InsertedStep>({ file: '$in.file', batch: '$in.batch', counts: '$in.counts', deadLetters: '$deadLetters', after: '$after' });
    return Pass.jsonata(this, 'AddCounts', {
      outputs: jsonataOutput(
        `$count($deadLetters) > 0 ? ${step} : $after`,
        '$in := $states.input',
        `$rejected := $sum([0, $in.validated.rejected.records]) + ${ended(Outcome.NOT_INSERTED)}`,
        `$conflicts := ${ended(Outcome.CONFLICT)} + ${ended(Outcome.SHARED_CONFLICT)}`,
        `$deadLetters := [$in.validated.rejected, ${shareConflicts('$in.validated.accepted', '$in.outcomes')}]`,
        `$after := ${after}`,
      ),
    });
  }
}

/** Catches every error. `States.ALL` does not include `States.DataLimitExceeded`. The error is discarded: nothing reads it, and it may be too long for a state. */
function catchAll(state: { addCatch(handler: IChainable, props?: CatchProps): unknown }, handler: IChainable): void {
  state.addCatch(handler, { errors: ['States.DataLimitExceeded'], resultPath: JsonPath.DISCARD });
  state.addCatch(handler, { resultPath: JsonPath.DISCARD });
}
