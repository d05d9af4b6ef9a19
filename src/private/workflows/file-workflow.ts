import type { INextable, IStateMachine, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, Fail, JsonPath, Pass, StateMachineFragment, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { INVALID_EVENT, deadLetterFile } from './file-failure';
import type { BatchResources } from './process-batch';
import { NO_COUNTS, ProcessBatch } from './process-batch';
import { FILE_PROCESSED, announce, processedDetail } from './tasks/announce';
import { Patience, retries, withRetries } from './tasks/retries';
import { FILE_CHANGED, FILE_UNREADABLE } from '../contract/names';
import { isSendable, sendable } from './tasks/sendable';
import { ServiceTask } from './tasks/service-task';

export interface FileWorkflowProps extends BatchResources {
  readonly fanOut: IStateMachine;
}

/**
 * Up to this size a file is one batch, in bytes. The smallest records make the most of it: 50,000 of 20 bytes, forty at a
 * time, take about a minute.
 */
const ONE_BATCH = 1024 * 1024;

/** JSONata for a key as a message attribute takes it: of control characters none but the white space. */
const label = (key: string) => `$replace(${sendable(key)}, /[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]/, '?')`;

/** What an attempt is told of an execution that has ended already; of one that still runs it is told that it has started it. */
const ALREADY_STARTED = 'StepFunctions.ExecutionAlreadyExistsException';

const NOTHING_DONE = Object.keys(NO_COUNTS).map((count) => `'${count}': 0`).join(', ');

/**
 * The front door: what happens to an uploaded file. An Express workflow, because most files hold an order or a few: it is
 * billed by the time it takes and not by the step. It is also the short way: whatever it has trouble with it hands on to
 * FanOutWorkflow, which has more patience, and which stays there to be redriven if all else fails.
 *
 * It takes two events: an object was created, and a FanOut execution has ended without success.
 */
export class FileWorkflow extends StateMachineFragment {
  public readonly startState: State;
  public readonly endStates: INextable[] = [];

  constructor(scope: Construct, id: string, props: FileWorkflowProps) {
    super(scope, id);
    const patience = Patience.SHORT;

    const failed = deadLetterFile(this, { ...props, patience });
    const handOn = this.handOn(props.fanOut);
    handOn.addCatch(failed.start, { resultPath: '$.failure' });
    failed.letter.addCatch(this.letterFailed(handOn), { resultPath: '$.failure' });

    const process = new ProcessBatch(this, 'ProcessBatch', {
      ...props,
      patience,
      trouble: handOn,
      fileError: failed.start,
      done: new Choice(this, 'FileDone')
        .when(Condition.isNull('$.batch'), Pass.jsonata(this, 'DescribeResult', { outputs: processedDetail(props.pipelineName) })
          .next(announce(this, 'AnnounceProcessed', FILE_PROCESSED)))
        .otherwise(handOn),
    });

    this.startState = Choice.jsonata(this, 'WhichEvent')
      .when(Condition.jsonata("{% $states.input.source = 'aws.states' %}"), this.describeFanOut().next(failed.start))
      .when(Condition.jsonata(`{% $type($states.input.detail.bucket.name) = 'string' and $type($states.input.detail.object.key) = 'string'
        and $type($states.input.detail.object.etag) = 'string' and $type($states.input.detail.object.size) = 'number'
        and ${isSendable('$states.input.detail.bucket.name & $states.input.detail.object.etag & $states.input.detail.object.`version-id`')} %}`),
      this.describeFile().next(new Choice(this, 'OneBatch').when(Condition.numberLessThanEquals('$.file.size', ONE_BATCH), process).otherwise(handOn)))
      .otherwise(this.describeInvalidEvent().next(failed.start));
  }

  private describeFile(): Pass {
    return Pass.jsonata(this, 'DescribeFile', {
      comment: 'Which version of which object',
      outputs: `{% (
        $object := $states.input.detail.object;
        {
          'file': {
            'bucket': $states.input.detail.bucket.name,
            'key': $object.key,
            'sendableKey': ${sendable('$object.key')},
            'label': ${label('$object.key')},
            'versionId': $exists($object.\`version-id\`) ? $object.\`version-id\` : null,
            'etag': $object.etag,
            'size': $object.size
          },
          'batch': {'offset': 0, 'end': $object.size, 'index': 0, 'scan': null},
          'counts': { ${NOTHING_DONE} }
        }
      ) %}`,
    });
  }

  private describeFanOut(): Pass {
    return Pass.jsonata(this, 'DescribeFailedFanOut', {
      outputs: `{% (
        $detail := $states.input.detail;
        $file := $parse($detail.input).file;
        {
          'execution': $detail.executionArn,
          'file': $merge([$file, {'sendableKey': ${sendable('$file.key')}}]),
          'failure': {
            'Error': $type($detail.error) = 'string' ? $detail.error : $detail.status,
            'Cause': $type($detail.cause) = 'string' ? $detail.cause : 'the execution ended as ' & $detail.status
          }
        }
      ) %}`,
    });
  }

  /** S3 sends none such; somebody who sends events of their own may. */
  private describeInvalidEvent(): Pass {
    return Pass.jsonata(this, 'DescribeInvalidEvent', {
      outputs: `{% (
        $bucket := $states.input.detail.bucket.name;
        $object := $states.input.detail.object;
        $key := $type($object.key) = 'string' and $object.key != '' ? $object.key : 'unknown';
        {
          'file': {
            'bucket': $type($bucket) = 'string' ? ${sendable('$bucket')} : null,
            'key': $key,
            'sendableKey': ${sendable('$key')},
            'label': ${label('$key')},
            'versionId': null, 'etag': null, 'size': null
          },
          'record': ${sendable('$string($states.input)')},
          'failure': {
            'Error': '${INVALID_EVENT}',
            'Cause': 'the event must have detail.bucket.name, detail.object.key, detail.object.etag and detail.object.size, as S3 sends them'
          }
        }
      ) %}`,
    });
  }

  /** A queue that takes no letters now may take them later, and a file must not be forgotten in between. */
  private letterFailed(handOn: State): State {
    const again = Pass.jsonata(this, 'StartOver', {
      outputs: `{% {
        'file': $states.input.file,
        'batch': {'offset': 0, 'end': $states.input.file.size, 'index': 0, 'scan': null},
        'counts': { ${NOTHING_DONE} }
      } %}`,
    });
    again.next(handOn);
    return Choice.jsonata(this, 'OwnFile')
      .when(Condition.jsonata(`{% $states.input.rejected.reason in ['${FILE_UNREADABLE}', '${FILE_CHANGED}']
        and $states.input.detail.execution = $states.context.Execution.Id %}`), again)
      .otherwise(new Fail(this, 'NotDeadLettered', { errorPath: '$.failure.Error', causePath: '$.failure.Cause' }));
  }

  /** On from where the batch was left, with what has been done so far. */
  private handOn(fanOut: IStateMachine): ServiceTask {
    const start = new ServiceTask(this, 'StartFanOut', {
      comment: 'Too big for one batch, or trouble on the way',
      resource: 'states:startExecution',
      actions: ['states:StartExecution'],
      on: [fanOut.stateMachineArn],
      parameters: {
        'StateMachineArn': fanOut.stateMachineArn,
        // With the same name, an attempt whose answer was lost and the next one start one execution.
        'Name.$': '$$.Execution.Name',
        'Input': {
          'file.$': '$.file', 'rest.$': '$.batch', 'counts.$': '$.counts', 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id',
        },
      },
      resultPath: JsonPath.DISCARD,
    });
    start.addCatch(new Succeed(this, 'StartedBefore'), { errors: [ALREADY_STARTED], resultPath: '$.failure' });
    return withRetries(start, retries(Patience.LONG, [ALREADY_STARTED]));
  }
}
