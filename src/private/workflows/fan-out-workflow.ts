import type { INextable, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, DistributedMap, Pass, StateMachineFragment, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { deadLetterFile } from './file-failure';
import type { BatchResources } from './process-batch';
import { NO_COUNTS, ProcessBatch, unlessFileError } from './process-batch';
import { FILE_PROCESSED, announce, processedDetail } from './tasks/announce';
import { Patience, functionRetries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';

export interface FanOutProps extends BatchResources {
  readonly maxConcurrency: number;
}

/**
 * Batches in one Distributed Map. The list of them and what comes back, some 90 and 170 bytes each, have to fit into a
 * state of 256 KiB together; a file with more of them takes another turn.
 */
const BATCHES_PER_TURN = 600;

/** What is told of a batch that can't be read, in characters of its end, where the reason is: all batches of a turn may be such. */
const FAILURE_LENGTH = 100;

/**
 * A file that is big, or that FileWorkflow had trouble with: from `$.file`, from `$.rest` on, adding to `$.counts`. Finds
 * where the batches are, processes them side by side, and again until the file's end. A Standard workflow, because only
 * those can run a Distributed Map, and because it can be redriven; its batches are Express executions.
 */
export class FanOut extends StateMachineFragment {
  public readonly startState: State;
  public readonly endStates: INextable[] = [];

  constructor(scope: Construct, id: string, props: FanOutProps) {
    super(scope, id);
    const patience = Patience.LONG;

    const split = ServiceTask.invoke(this, 'SplitFile', props.splitter, {
      comment: 'Where records start and end, without looking into them',
      payload: { 'file.$': '$.file', 'rest.$': '$.rest', 'maxBatches': BATCHES_PER_TURN },
      resultPath: '$.split',
    });
    withRetries(split, functionRetries(patience));

    const take = new Pass(this, 'TakeBatches', {
      parameters: { 'file.$': '$.file', 'counts.$': '$.counts', 'batches.$': '$.split.batches', 'rest.$': '$.split.rest' },
    });

    const process = new DistributedMap(this, 'ProcessBatches', {
      label: 'Batches',
      itemsPath: '$.batches',
      itemSelector: { 'file.$': '$.file', 'batch.$': '$$.Map.Item.Value', 'counts': NO_COUNTS },
      maxConcurrency: props.maxConcurrency,
      mapExecutionType: StateMachineType.EXPRESS,
      resultPath: '$.results',
    });
    process.itemProcessor(new ProcessBatch(this, 'ProcessBatch', {
      ...props,
      patience,
      fileError: Pass.jsonata(this, 'BatchNotRead', {
        comment: 'No failure of the batch: nothing but the file is wrong, and another attempt would find the same',
        outputs: `{% (
          $cause := $states.input.failure.Cause;
          $end := $length($cause) > ${FAILURE_LENGTH} ? '…' & $substring($cause, -${FAILURE_LENGTH}) : $cause;
          { 'counts': $states.input.counts, 'rest': null, 'failure': {'Error': $states.input.failure.Error, 'Cause': $end} }
        ) %}`,
      }),
      done: new Pass(this, 'BatchDone', {
        comment: 'What was done, and what is left',
        parameters: { 'counts.$': '$.counts', 'rest.$': '$.batch' },
      }),
    }));

    const fileFailed = deadLetterFile(this, { ...props, patience }).start;

    split.next(unlessFileError(this, 'FileSplit', '$.split', take, fileFailed));
    // A Map Run that fails is not caught: only so can it be redriven, with the batches that are not done yet.
    take.next(process).next(this.sumUp()).next(Choice.jsonata(this, 'MoreInFile')
      .when(Condition.jsonata('{% $exists($states.input.failure) %}'), fileFailed)
      .when(Condition.jsonata('{% $count($states.input.batches) > 0 %}'), process)
      .when(Condition.jsonata('{% $states.input.rest != null %}'), split)
      .otherwise(Pass.jsonata(this, 'DescribeResult', { outputs: processedDetail(props.pipelineName) })
        .next(announce(this, 'AnnounceProcessed', FILE_PROCESSED))));

    this.startState = split;
  }

  /** Batches that ran out of time are processed further in the next turn. */
  private sumUp(): Pass {
    const sum = (count: string) => `'${count}': $sum([$in.counts.${count}, $in.results.counts.${count}])`;
    return Pass.jsonata(this, 'SumUp', {
      outputs: `{% (
        $in := $states.input;
        {
          'file': $in.file,
          'rest': $in.rest,
          'batches': [$in.results[rest != null].rest],
          'failure': $in.results[$exists(failure)][0].failure,
          'counts': { ${Object.keys(NO_COUNTS).map(sum).join(', ')} }
        }
      ) %}`,
    });
  }
}
