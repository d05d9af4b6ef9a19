import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { CatchProps, IChainable, INextable, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, JsonPath, Map, Pass, StateMachineFragment } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { InsertRecordProps } from './insert-record';
import { CONFLICT, INSERTED, NOT_INSERTED, REPEATED, insertRecord } from './insert-record';
import { isolateRecords } from './isolate-records';
import { countOverwritten, overwriteRecords } from './overwrite-records';
import { sendLetter } from './tasks/dead-letter';
import type { Patience } from './tasks/retries';
import { functionRetries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';
import { DuplicatePolicy } from '../../duplicate-policy';

/** What both workflows process batches with. */
export interface BatchResources extends Omit<InsertRecordProps, 'patience'> {
  readonly validator: IFunction;
  readonly splitter: IFunction;
}

export interface ProcessBatchProps extends BatchResources {
  readonly patience: Patience;
  /** Where to go when nothing is left of the batch, or no time to go on: `$.batch` says which, `$.counts` what was done. */
  readonly done: IChainable;
  /**
   * Where to go when anything fails that another attempt may not fail at; `$.batch` is then what was not completed.
   *
   * @default - records are isolated where the validator fails; other failures fail the execution
   */
  readonly trouble?: IChainable;
  /** Where to go when the file as a whole can't be read, with the error in `$.failure`. */
  readonly fileError: IChainable;
}

/** The counts of nothing. */
export const NO_COUNTS = { records: 0, inserted: 0, repeated: 0, rejected: 0, conflicts: 0 };

/**
 * Inserts at once from one batch. A put takes some 30 ms through a workflow, so that forty of them are about 1,300
 * writes a second, a third of what a new on-demand table takes.
 */
const PARALLEL_INSERTS = 40;

/**
 * No new step is begun after this many milliseconds. An Express execution ends after five minutes wherever it is, and a
 * step with all its retries may take four of them. Where every call hangs it may take longer: a child then fails, and
 * what it has not done is redriven; of FileWorkflow there is an alarm.
 */
const TIME_TO_STOP = 60_000;

/**
 * From `$.file`, `$.batch` and `$.counts` on: validate, insert what is accepted, dead-letter what is rejected, and again
 * from the cursor until nothing is left. Used for a small file as a whole and for every batch of a big one.
 */
export class ProcessBatch extends StateMachineFragment {
  public readonly startState: State;
  public readonly endStates: INextable[] = [];

  constructor(scope: Construct, id: string, props: ProcessBatchProps) {
    super(scope, id);

    const validate = ServiceTask.invoke(this, 'ValidateBatch', props.validator, {
      comment: 'As many records as a state can carry; "next" says where to go on',
      payload: { 'file.$': '$.file', 'batch.$': '$.batch' },
      resultPath: '$.validated',
    });
    withRetries(validate, functionRetries(props.patience));

    const overwrite = props.duplicatePolicy === DuplicatePolicy.OVERWRITE;
    const insert = overwrite ? overwriteRecords(this, 'InsertAccepted', props) : new Map(this, 'InsertAccepted', {
      itemsPath: '$.validated.accepted',
      itemSelector: { 'file.$': '$.file', 'accepted.$': '$$.Map.Item.Value' },
      maxConcurrency: PARALLEL_INSERTS,
      resultPath: '$.outcomes',
    }).itemProcessor(insertRecord(this, props));

    const deadLetter = new Map(this, 'DeadLetterRejected', {
      itemsPath: '$.validated.rejected',
      itemSelector: { 'file.$': '$.file', 'rejected.$': '$$.Map.Item.Value' },
      maxConcurrency: PARALLEL_INSERTS,
      resultPath: JsonPath.DISCARD,
    }).itemProcessor(sendLetter(this, 'DeadLetter', { ...props, file: '$.file', rejected: '$.rejected' }));

    validate.next(unlessFileError(this, 'FileReadable', '$.validated', insert, props.fileError));
    insert
      .next(deadLetter)
      .next(this.addCounts(overwrite))
      .next(Choice.jsonata(this, 'MoreInBatch')
        .when(Condition.jsonata('{% $states.input.batch = null %}'), props.done)
        .when(Condition.jsonata(`{% $millis() - $toMillis($states.context.Execution.StartTime) > ${TIME_TO_STOP} %}`), props.done)
        .otherwise(validate));

    if (props.trouble) {
      catchAll(validate, props.trouble);
      catchAll(insert, props.trouble, overwrite);
      catchAll(deadLetter, props.trouble);
    } else {
      catchAll(validate, isolateRecords(this, props, insert));
    }
    this.startState = validate;
  }

  private addCounts(overwrite: boolean): Pass {
    const outcomes = overwrite ? countOverwritten : (outcome: string) => `$count($in.outcomes[$ = '${outcome}'])`;
    return Pass.jsonata(this, 'AddCounts', {
      outputs: `{% (
        $in := $states.input;
        {
          'file': $in.file,
          'batch': $in.validated.next,
          'counts': {
            'records': $in.counts.records + $count($in.validated.accepted) + $count($in.validated.rejected),
            'inserted': $in.counts.inserted + ${outcomes(INSERTED)},
            'repeated': $in.counts.repeated + ${outcomes(REPEATED)},
            'rejected': $in.counts.rejected + $count($in.validated.rejected) + ${outcomes(NOT_INSERTED)},
            'conflicts': $in.counts.conflicts + ${outcomes(CONFLICT)}
          }
        }
      ) %}`,
    });
  }
}

/** Puts the error into `$.failure`. "All" leaves out what does not fit into a state; JSONata knows no paths for results. */
function catchAll(state: { addCatch(handler: IChainable, props?: CatchProps): unknown }, handler: IChainable, jsonata = false): void {
  const result = jsonata ? { outputs: "{% $merge([$states.input, {'failure': $states.errorOutput}]) %}" } : { resultPath: '$.failure' };
  state.addCatch(handler, { errors: ['States.DataLimitExceeded'], ...result });
  state.addCatch(handler, result);
}

/** Goes on, unless the function's answer at `path` says that something is wrong with the file as a whole. */
export function unlessFileError(scope: Construct, id: string, path: string, next: IChainable, fileError: IChainable): Choice {
  const describe = new Pass(scope, `${id}Not`, {
    parameters: { 'Error.$': `${path}.fileError.reason`, 'Cause.$': `${path}.fileError.message` },
    resultPath: '$.failure',
  });
  describe.next(fileError);
  return new Choice(scope, id).when(Condition.isNull(`${path}.fileError`), next).otherwise(describe);
}
