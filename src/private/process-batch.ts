import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IChainable, INextable, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, Fail, JsonPath, Map, Pass, StateMachineFragment } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { InsertRecordProps } from './insert-record';
import { CONFLICT, INSERTED, NOT_INSERTED, REPEATED, insertRecord } from './insert-record';
import { sendLetter } from './letter';
import { forFunction, withRetries } from './retries';
import { ServiceTask } from './service-task';

export interface ProcessBatchProps extends InsertRecordProps {
  readonly validator: IFunction;
  readonly splitter: IFunction;
}

/**
 * Inserts at once from one batch. A put takes some 30 ms through a workflow, so that forty of them are about 1,300
 * writes a second, a third of what a new on-demand table takes.
 */
const PARALLEL_INSERTS = 40;

/** Records in one go when the validator is asked for each by itself, and their bytes: all of them must fit into a state. */
const ISOLATED_RECORDS = 100;
const ISOLATED_BYTES = 50_000;

/**
 * From `$.file` and `$.batch` to the batch's counts: validate, insert what is accepted, dead-letter what is rejected,
 * and on from the cursor until nothing is left. Used for a small file as a whole and for every batch of a big one.
 */
export class ProcessBatch extends StateMachineFragment {
  public readonly startState: State;
  public readonly endStates: INextable[];

  constructor(scope: Construct, id: string, props: ProcessBatchProps) {
    super(scope, id);

    const start = new Pass(this, 'StartCounting', {
      parameters: {
        'file.$': '$.file',
        'batch.$': '$.batch',
        'counts': { records: 0, inserted: 0, repeated: 0, rejected: 0, conflicts: 0 },
      },
    });

    const validate = ServiceTask.invoke(this, 'ValidateBatch', props.validator, {
      comment: 'As many records as a state can carry; "next" says where to go on',
      payload: { 'file.$': '$.file', 'batch.$': '$.batch' },
      resultPath: '$.validated',
    });
    withRetries(validate, forFunction());

    const insert = new Map(this, 'InsertAccepted', {
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

    const done = new Pass(this, 'Counts', { inputPath: '$.counts' });

    start.next(validate).next(unlessFileError(this, 'FileReadable', '$.validated', insert));
    insert
      .next(deadLetter)
      .next(this.addCounts())
      .next(new Choice(this, 'MoreInBatch').when(Condition.isNull('$.batch'), done).otherwise(validate));

    validate.addCatch(this.isolate(props, insert), { resultPath: '$.failure' });

    this.startState = start;
    this.endStates = [done];
  }

  private addCounts(): Pass {
    const outcomes = (outcome: string) => `$count($in.outcomes[$ = '${outcome}'])`;
    return Pass.jsonata(this, 'AddCounts', {
      outputs: `{% (
        $in := $states.input;
        $conflicts := ${outcomes(CONFLICT)};
        $rejected := $count($in.validated.rejected) + ${outcomes(NOT_INSERTED)};
        {
          'file': $in.file,
          'batch': $in.validated.next,
          'counts': {
            'records': $in.counts.records + $count($in.validated.accepted) + $count($in.validated.rejected),
            'inserted': $in.counts.inserted + ${outcomes(INSERTED)},
            'repeated': $in.counts.repeated + ${outcomes(REPEATED)},
            'rejected': $in.counts.rejected + $rejected,
            'conflicts': $in.counts.conflicts + $conflicts
          }
        }
      ) %}`,
    });
  }

  /**
   * The validator fails on this batch whatever is retried: one record may crash it, exhaust it or never end. Each record
   * is validated by itself, and the one that does it goes to the queue without taking its neighbours along.
   */
  private isolate(props: ProcessBatchProps, insert: Map): INextable & State {
    const list = ServiceTask.invoke(this, 'ListRecords', props.splitter, {
      comment: 'Where each record is, without looking into it',
      payload: { 'file.$': '$.file', 'batch.$': '$.batch', 'maxRecords': ISOLATED_RECORDS, 'maxBytes': ISOLATED_BYTES },
      resultPath: '$.listed',
    });
    withRetries(list, forFunction());

    const validateOne = ServiceTask.invoke(this, 'ValidateRecord', props.validator, {
      payload: { 'file.$': '$.file', 'record.$': '$.record' },
    });
    withRetries(validateOne, forFunction().slice(0, -1));
    validateOne.addCatch(Pass.jsonata(this, 'GiveUpOnRecord', {
      outputs: `{% {
        'accepted': null,
        'rejected': $merge([$states.input.record, {
          'reason': 'VALIDATOR_FAILED',
          'errors': [{'pointer': '', 'keyword': $states.input.failure.Error, 'message': 'the validator failed on this record'}],
          'record': null, 'recordBase64': null
        }])
      } %}`,
    }), { resultPath: '$.failure' });

    const isolated = new Map(this, 'IsolateRecords', {
      itemsPath: '$.listed.records',
      itemSelector: { 'file.$': '$.file', 'record.$': '$$.Map.Item.Value' },
      maxConcurrency: 10,
      resultPath: '$.isolated',
    }).itemProcessor(validateOne);

    const gather = Pass.jsonata(this, 'GatherIsolated', {
      outputs: `{% {
        'file': $states.input.file,
        'batch': $states.input.batch,
        'counts': $states.input.counts,
        'validated': {
          'accepted': [$states.input.isolated[accepted != null].accepted],
          'rejected': [$states.input.isolated[rejected != null].rejected],
          'next': $states.input.listed.next
        }
      } %}`,
    });
    list.next(unlessFileError(this, 'FileStillReadable', '$.listed', isolated));
    isolated.next(gather).next(insert);
    return list;
  }
}

/** Ends the workflow with what is wrong with the file as a whole, which the function's answer at `path` says, if it does. */
export function unlessFileError(scope: Construct, id: string, path: string, next: IChainable): Choice {
  const fail = new Fail(scope, `${id}Not`, { errorPath: `${path}.fileError.reason`, causePath: `${path}.fileError.message` });
  return new Choice(scope, id).when(Condition.isNull(`${path}.fileError`), next).otherwise(fail);
}
