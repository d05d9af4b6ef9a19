import type { INextable, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, DistributedMap, Pass, StateMachineFragment, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { FILE_PROCESSED, announce, processedDetail } from './announce';
import { deadLetterFile } from './file-failure';
import type { ProcessBatchProps } from './process-batch';
import { ProcessBatch } from './process-batch';
import { forFunction, withRetries } from './retries';
import { ServiceTask } from './service-task';

export interface FanOutProps extends ProcessBatchProps {
  readonly maxConcurrency: number;
}

/**
 * Batches in one Distributed Map. The list of them and what comes back, some 90 and 75 bytes each, have to fit into a
 * state of 256 KiB together; a file with more of them takes another turn.
 */
const BATCHES_PER_TURN = 1000;

/**
 * A big file, from `$.file`: find where its batches are, process them side by side, and again until the file's end. A
 * Standard workflow, because only those can run a Distributed Map; its batches are Express executions.
 */
export class FanOut extends StateMachineFragment {
  public readonly startState: State;
  public readonly endStates: INextable[];

  constructor(scope: Construct, id: string, props: FanOutProps) {
    super(scope, id);

    const start = Pass.jsonata(this, 'StartAtTheTop', {
      outputs: `{% {
        'file': $states.input.file,
        'execution': $states.context.Execution.Id,
        'rest': {'offset': 0, 'end': $states.input.file.size, 'index': 0, 'scan': null},
        'counts': {'records': 0, 'inserted': 0, 'repeated': 0, 'rejected': 0, 'conflicts': 0}
      } %}`,
    });

    const split = ServiceTask.invoke(this, 'SplitFile', props.splitter, {
      comment: 'Where records start and end, without looking into them',
      payload: { 'file.$': '$.file', 'rest.$': '$.rest', 'maxBatches': BATCHES_PER_TURN },
      resultPath: '$.split',
    });
    withRetries(split, forFunction());

    const process = new DistributedMap(this, 'ProcessBatches', {
      label: 'Batches',
      itemsPath: '$.split.batches',
      itemSelector: { 'file.$': '$.file', 'batch.$': '$$.Map.Item.Value' },
      maxConcurrency: props.maxConcurrency,
      mapExecutionType: StateMachineType.EXPRESS,
      resultPath: '$.results',
    });
    process.itemProcessor(new ProcessBatch(this, 'ProcessBatch', props));

    const sum = Pass.jsonata(this, 'SumUp', {
      outputs: `{% (
        $in := $states.input;
        {
          'file': $in.file,
          'execution': $in.execution,
          'rest': $in.split.rest,
          'counts': {
            'records': $sum([$in.counts.records, $in.results.records]),
            'inserted': $sum([$in.counts.inserted, $in.results.inserted]),
            'repeated': $sum([$in.counts.repeated, $in.results.repeated]),
            'rejected': $sum([$in.counts.rejected, $in.results.rejected]),
            'conflicts': $sum([$in.counts.conflicts, $in.results.conflicts])
          }
        }
      ) %}`,
    });

    const announced = announce(this, 'AnnounceProcessed', FILE_PROCESSED);
    start.next(split).next(new Choice(this, 'FileSplit')
      .when(Condition.isNull('$.split.fileError'), process)
      .otherwise(new Pass(this, 'DescribeFileError', {
        parameters: {
          'file.$': '$.file',
          'execution.$': '$.execution',
          'failure': { 'Error.$': '$.split.fileError.reason', 'Cause.$': '$.split.fileError.message' },
        },
      }).next(deadLetterFile(this, props))));
    process
      .next(sum)
      .next(new Choice(this, 'MoreInFile')
        .when(Condition.isNull('$.rest'), Pass.jsonata(this, 'DescribeResult', { outputs: processedDetail(props.pipelineName) }).next(announced))
        .otherwise(split));

    this.startState = start;
    this.endStates = [announced];
  }
}
