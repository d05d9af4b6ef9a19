import type { INextable, IStateMachine, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, JsonPath, Parallel, Pass, StateMachineFragment } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { FILE_PROCESSED, announce, processedDetail } from './announce';
import { deadLetterFile } from './file-failure';
import type { ProcessBatchProps } from './process-batch';
import { ProcessBatch } from './process-batch';
import { patiently, withRetries } from './retries';
import { ServiceTask } from './service-task';

export interface FileWorkflowProps extends ProcessBatchProps {
  readonly fanOut: IStateMachine;
}

/**
 * Up to this size a file is one batch, in bytes. The smallest records make the most of it: 50,000 of 20 bytes, forty at a
 * time, are done in one of the five minutes that an Express execution has.
 */
const ONE_BATCH = 1024 * 1024;

/**
 * The front door: what happens to an uploaded file. An Express workflow, because most files hold an order or a few:
 * it is billed by the time it takes and not by the step.
 *
 * It takes two events: an object was created, and a FanOut execution has ended without success.
 */
export class FileWorkflow extends StateMachineFragment {
  public readonly startState: State;
  public readonly endStates: INextable[] = [];

  constructor(scope: Construct, id: string, props: FileWorkflowProps) {
    super(scope, id);

    const failed = deadLetterFile(this, props);

    const describe = Pass.jsonata(this, 'DescribeFile', {
      comment: 'Which version of which object',
      outputs: `{% (
        $object := $states.input.detail.object;
        {
          'execution': $states.context.Execution.Id,
          'file': {
            'bucket': $states.input.detail.bucket.name,
            'key': $object.key,
            'versionId': $exists($object.\`version-id\`) ? $object.\`version-id\` : null,
            'etag': $object.etag,
            'size': $object.size
          },
          'batch': {'offset': 0, 'end': $object.size, 'index': 0, 'scan': null}
        }
      ) %}`,
    });

    const handOn = new ServiceTask(this, 'StartFanOut', {
      comment: 'Too big for one batch',
      resource: 'states:startExecution',
      actions: ['states:StartExecution'],
      on: [props.fanOut.stateMachineArn],
      parameters: {
        StateMachineArn: props.fanOut.stateMachineArn,
        Input: { 'file.$': '$.file', 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id' },
      },
      resultPath: JsonPath.DISCARD,
    });
    withRetries(handOn, patiently());
    handOn.addCatch(failed, { resultPath: '$.failure' });

    // One branch: what fails in it is caught in one place.
    const process = new Parallel(this, 'ProcessFile', { resultSelector: { 'counts.$': '$[0]' }, resultPath: '$.result' })
      .branch(new ProcessBatch(this, 'ProcessBatch', props));
    process.addCatch(failed, { resultPath: '$.failure' });
    const announced = announce(this, 'AnnounceProcessed', FILE_PROCESSED);
    process
      .next(new Pass(this, 'TakeCounts', { parameters: { 'file.$': '$.file', 'counts.$': '$.result.counts' } }))
      .next(Pass.jsonata(this, 'DescribeResult', { outputs: processedDetail(props.pipelineName) }))
      .next(announced);

    describe.next(new Choice(this, 'OneBatch').when(Condition.numberLessThanEquals('$.file.size', ONE_BATCH), process).otherwise(handOn));

    const describeFanOut = Pass.jsonata(this, 'DescribeFailedFanOut', {
      outputs: `{% (
        $detail := $states.input.detail;
        {
          'execution': $detail.executionArn,
          'file': $parse($detail.input).file,
          'failure': {
            'Error': $exists($detail.error) and $detail.error != null ? $detail.error : $detail.status,
            'Cause': $exists($detail.cause) and $detail.cause != null ? $detail.cause : 'the execution ended as ' & $detail.status
          }
        }
      ) %}`,
    });
    describeFanOut.next(failed);

    this.startState = Choice.jsonata(this, 'WhichEvent')
      .when(Condition.jsonata("{% $states.input.source = 'aws.states' %}"), describeFanOut)
      .otherwise(describe);
  }
}
