import type { INextable, QueryLanguage, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, DistributedMap, Pass, StateMachineFragment, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { unlessFileError } from './file-error';
import { deadLetterFile } from './file-failure';
import { fileProcessed } from './file-processed';
import type { BatchResources } from './process-batch';
import { ProcessBatch } from './process-batch';
import { writeHistory } from './tasks/history';
import { RetryPolicy, functionRetries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';
import { addReasons } from './tasks/tally';
import { jsonPath } from '../contract/json-path';
import { jsonataOutput } from '../contract/jsonata';
import { BATCHES_PER_ROUND } from '../contract/limits';
import type { Batch, BatchInput, BatchResult, Count, FailedBatchResult, Failure, SourceFile, SplitFileInput, Tally } from '../contract/messages';
import { NO_TALLY, forEachCount } from '../contract/messages';

export interface FanOutProps extends BatchResources {
  readonly maxConcurrency: number;
}

/** One pass of SplitFile and the Distributed Map. */
interface Round {
  readonly file: SourceFile;
  readonly counts: Tally;
  readonly batches: Batch[];
  /** What is left of the file for the next rounds; null when nothing is. */
  readonly rest: Batch | null;
}

/** What is left of a round after the Distributed Map: `batches` are those that ran out of time. */
interface RoundResult extends Round {
  /** The file error of the first batch that has one. */
  readonly failure: Failure;
}

/** The CDK asks a Distributed Map twice for all its states, the second time only to read its label. */
class OnceWrittenMap extends DistributedMap {
  private json?: object;

  public toStateJson(topLevelQueryLanguage?: QueryLanguage): object {
    return this.json ??= super.toStateJson(topLevelQueryLanguage);
  }
}

/**
 * The fallback path: processes a large file, or one that FileWorkflow could not finish. Each round finds the next batches
 * of the file and processes them side by side, until the file ends. A Standard workflow, because only a Standard workflow
 * can run a Distributed Map and be redriven; the batches are Express executions.
 */
export class FanOut extends StateMachineFragment {
  public readonly startState: State;
  public readonly endStates: INextable[] = [];

  constructor(scope: Construct, id: string, props: FanOutProps) {
    super(scope, id);
    const retryPolicy = RetryPolicy.PATIENT;

    const split = ServiceTask.invoke(this, 'SplitFile', props.splitterArn, {
      comment: 'Finds where records start and end, without parsing them',
      payload: jsonPath<SplitFileInput>({ file: '$.file', rest: '$.rest', maxBatches: BATCHES_PER_ROUND }),
      resultPath: '$.split',
    });
    withRetries(split, functionRetries(retryPolicy));

    const take = new Pass(this, 'TakeBatches', {
      parameters: jsonPath<Round>({ file: '$.file', counts: '$.counts', batches: '$.split.batches', rest: '$.split.rest' }),
    });

    const process = new OnceWrittenMap(this, 'ProcessBatches', {
      label: 'Batches',
      itemsPath: '$.batches',
      itemSelector: jsonPath<BatchInput>({ file: '$.file', batch: '$$.Map.Item.Value', counts: NO_TALLY }),
      maxConcurrency: props.maxConcurrency,
      mapExecutionType: StateMachineType.EXPRESS,
      resultPath: '$.results',
    });
    const batchDone = new Pass(this, 'BatchDone', {
      comment: 'Returns the counts and what is left of the batch',
      parameters: jsonPath<BatchResult>({ counts: '$.counts', rest: '$.batch' }),
    });
    process.itemProcessor(new ProcessBatch(this, 'ProcessBatch', {
      ...props, retryPolicy, fileError: this.batchNotRead(), done: batchDone, timeIsUp: batchDone,
    }));

    const fileFailed = deadLetterFile(this, { ...props, retryPolicy }).start;

    split.next(unlessFileError(this, 'FileSplit', '$.split', take, fileFailed));
    // A failed Map Run is not caught: only an uncaught one can be redriven, which repeats the failed batches and no others.
    take.next(process).next(this.sumUp()).next(Choice.jsonata(this, 'MoreInFile')
      .when(Condition.jsonata('{% $exists($states.input.failure) %}'), fileFailed)
      .when(Condition.jsonata('{% $count($states.input.batches) > 0 %}'), process)
      .when(Condition.jsonata('{% $states.input.rest != null %}'), split)
      .otherwise(fileProcessed(this, { ...props, retryPolicy })));

    this.startState = writeHistory(this, { ...props, retryPolicy, status: 'processing', next: split });
  }

  private batchNotRead(): Pass {
    return Pass.jsonata(this, 'BatchNotRead', {
      comment: 'The batch succeeds although the file can\'t be read: another attempt would find the same',
      outputs: jsonataOutput<FailedBatchResult>({ counts: '$in.counts', rest: 'null', failure: '$in.failure' }, '$in := $states.input'),
    });
  }

  /** Adds the counts of the batches, and keeps what is left of those that ran out of time for another Distributed Map. */
  private sumUp(): Pass {
    const sum = (count: Count | 'batches') => `$sum([$in.counts.${count}, $in.results.counts.${count}])`;
    return Pass.jsonata(this, 'SumUp', {
      outputs: jsonataOutput<RoundResult>({
        file: '$in.file',
        rest: '$in.rest',
        batches: '[$in.results[rest != null].rest]',
        failure: '$in.results[$exists(failure)][0].failure',
        counts: {
          ...forEachCount(sum),
          reasons: addReasons('$in.counts.reasons', '$in.results.counts.reasons'),
          batches: sum('batches'),
        },
      }, '$in := $states.input'),
    });
  }
}
