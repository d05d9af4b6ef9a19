import type { INextable, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, Fail, JsonPath, Pass, StateMachineFragment, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { describeFailedFanOut, describeFile, describeInvalidEvent, isFailedFanOut, isFolderMarker, isUpload, startOver } from './file-events';
import { deadLetterFile } from './file-failure';
import { fileProcessed } from './file-processed';
import type { WorkflowNames } from './names';
import type { BatchResources } from './process-batch';
import { ProcessBatch } from './process-batch';
import { RetryPolicy, retries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';
import { jsonPath } from '../contract/json-path';
import { jsonata, jsonataText } from '../contract/jsonata';
import { BATCH_SIZE } from '../contract/limits';
import type { BatchInput, FanOutInput, FileErrorReason } from '../contract/messages';
import { reasonsOf } from '../contract/reasons';

export interface FileWorkflowNames extends WorkflowNames {
  readonly fanOutWorkflowArn: string;
}

export interface FileWorkflowProps extends BatchResources, Pick<FileWorkflowNames, 'fanOutWorkflowArn'> {}

/** StartExecution fails with it when the execution has ended already; while it runs, StartExecution succeeds. */
const ALREADY_STARTED = 'StepFunctions.ExecutionAlreadyExistsException';

/**
 * The fast path: processes an uploaded file. An Express workflow, because it is billed by its duration and not by its
 * steps, and most files hold an order or a few. It hands off whatever it can't finish to the fallback path,
 * FanOutWorkflow, which retries for longer and can be redriven.
 *
 * Two events start it: S3 has created an object, or an execution of FanOutWorkflow has not succeeded.
 */
export class FileWorkflow extends StateMachineFragment {
  public readonly startState: State;
  public readonly endStates: INextable[] = [];

  constructor(scope: Construct, id: string, props: FileWorkflowProps) {
    super(scope, id);
    const retryPolicy = RetryPolicy.FAST;

    const failed = deadLetterFile(this, { ...props, retryPolicy });
    const handOff = this.handOff(props.fanOutWorkflowArn);
    handOff.addCatch(failed.start, { resultPath: '$.failure' });
    failed.deadLetter.addCatch(this.deadLetterFailed(handOff), { resultPath: '$.failure' });

    const processed = fileProcessed(this, { ...props, retryPolicy });
    const process = new ProcessBatch(this, 'ProcessBatch', {
      ...props,
      retryPolicy,
      fallback: this.rest(handOff),
      fileError: failed.start,
      done: processed,
      timeIsUp: handOff,
    });

    const invalid = describeInvalidEvent(this);
    invalid.next(failed.start);
    // One state for all decisions, because most files take few states besides: docs/design.md#few-states.
    this.startState = Choice.jsonata(this, 'WhichEvent')
      .when(isFailedFanOut, describeFailedFanOut(this, invalid, failed.start))
      .when(isFolderMarker, new Succeed(this, 'FolderMarker'))
      // There is nothing to read in 0 bytes. Tools that create an object before they write it have replaced it by now.
      .when(isUpload({ upTo: 0 }), processed, describeFile)
      .when(isUpload({ upTo: BATCH_SIZE }), process, describeFile)
      .when(isUpload(), handOff, describeFile)
      .otherwise(invalid);
  }

  /**
   * When the queue does not take the dead letter of this execution's own file, FanOutWorkflow starts over and tries for
   * longer: the file must not be forgotten. In any other case the execution fails, because FanOutWorkflow has failed
   * already, can't be started, or has no file to start with.
   */
  private deadLetterFailed(handOff: State): State {
    const again = startOver(this);
    again.next(handOff);
    const fileErrors = jsonata<FileErrorReason[]>(reasonsOf('file').map((reason) => jsonataText(reason)));
    return Choice.jsonata(this, 'OwnFile')
      .when(Condition.jsonata(`{% $states.input.rejected.reason in ${fileErrors}
        and $states.input.detail.execution = $states.context.Execution.Id %}`), again)
      .otherwise(new Fail(this, 'NotDeadLettered', { errorPath: '$.failure.Error', causePath: '$.failure.Cause' }));
  }

  /** Drops the verdicts, which FanOutWorkflow makes anew: an error of StartFanOut has to fit into the state as well. */
  private rest(next: State): State {
    const rest = new Pass(this, 'WhatIsLeft', {
      parameters: jsonPath<BatchInput>({ file: '$.file', batch: '$.batch', counts: '$.counts' }),
    });
    rest.next(next);
    return rest;
  }

  /** Starts FanOutWorkflow with what is left of the file, and with the counts so far. */
  private handOff(fanOutWorkflowArn: string): ServiceTask {
    const start = new ServiceTask(this, 'StartFanOut', {
      comment: 'Hands off what is larger than one batch, takes too long or has failed',
      resource: 'states:startExecution',
      actions: ['states:StartExecution'],
      on: [fanOutWorkflowArn],
      parameters: {
        'StateMachineArn': fanOutWorkflowArn,
        // The same name in each attempt: if an answer is lost, the next attempt starts no second execution.
        'Name.$': '$$.Execution.Name',
        'Input': jsonPath<FanOutInput>({
          file: '$.file',
          rest: '$.batch',
          counts: '$.counts',
          AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: '$$.Execution.Id',
        }),
      },
      resultPath: JsonPath.DISCARD,
    });
    start.addCatch(new Succeed(this, 'StartedBefore'), { errors: [ALREADY_STARTED], resultPath: '$.failure' });
    return withRetries(start, retries(RetryPolicy.PATIENT, [ALREADY_STARTED]));
  }
}
