import type { State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, Pass, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { WorkflowNames } from './names';
import { announceFailed, announcedFile } from './tasks/announce';
import { messageOf } from './tasks/cause';
import { sendDeadLetter } from './tasks/dead-letter';
import type { HistoryProps } from './tasks/history';
import { writeHistory } from './tasks/history';
import type { RetryPolicy } from './tasks/retries';
import { sendable } from './tasks/sendable';
import type { ServiceTask } from './tasks/service-task';
import { jsonata, jsonataOutput, jsonataText } from '../contract/jsonata';
import type { Failure, FileFailed, Reason, DeadLetterInput, SourceFile, UnknownFile } from '../contract/messages';
import { reasonsOf } from '../contract/reasons';

/** How the pipeline reports what became of a file. */
export interface ReportProps extends HistoryProps, Pick<WorkflowNames, 'eventBusArn'> {
  readonly announcementsEnabled: boolean;
}

export interface FileFailureProps extends ReportProps, Pick<WorkflowNames, 'queueUrl' | 'queueArn'> {
  readonly retryPolicy: RetryPolicy;
}

export interface FileFailure {
  readonly start: State;
  /** The caller decides what happens when it fails. */
  readonly deadLetter: ServiceTask;
}

/** A file that this execution can't process. */
export interface FailedFile {
  readonly file: SourceFile | UnknownFile;
  readonly failure: Failure;
}

/** A file that another execution can't process. */
export interface FailedExecution extends FailedFile {
  /** ARN of that execution. */
  readonly execution: string;
}

/** An event that names no version of an object. */
export interface InvalidEvent extends FailedFile {
  /** The event as text; null where it is too long. */
  readonly record: string | null;
}

/** What a failed file is made into. */
interface FailureDescription {
  readonly file: SourceFile | UnknownFile;
  readonly execution: string;
  readonly rejected: DeadLetterInput;
  readonly detail: FileFailed;
}

/** Errors that are a reason themselves; any other error has the reason PROCESSING_FAILED. */
const OWN_REASONS = jsonata<Reason[]>(reasonsOf('file', 'event').map((reason) => jsonataText(reason)));

/** Sends a dead letter for a FailedFile, FailedExecution or InvalidEvent, and reports the failure. */
export function deadLetterFile(scope: Construct, props: FileFailureProps): FileFailure {
  const describe = Pass.jsonata(scope, 'DescribeFailure', {
    outputs: jsonataOutput<FailureDescription>({
      file: '$in.file',
      execution: '$execution',
      rejected: {
        reason: '$reason',
        errors: [{ pointer: jsonataText(''), keyword: '$error', message: '$message' }],
        record: '$exists($in.record) ? $in.record : null',
        recordBase64: 'null',
        records: 'null',
        stretches: 'null',
        index: 'null',
        offset: '0',
        length: '$in.file.size',
      },
      detail: { ...announcedFile(props.pipelineName, '$execution'), reason: '$reason', message: '$message' },
    },
    '$in := $states.input',
    `$error := ${sendable('$in.failure.Error')}`,
    `$message := ${messageOf('$in.failure.Cause')}`,
    `$reason := $error in ${OWN_REASONS} ? $error : ${jsonataText<Reason>('PROCESSING_FAILED')}`,
    '$execution := $exists($in.execution) ? $in.execution : $states.context.Execution.Id',
    ),
  });
  const deadLetter = sendDeadLetter(scope, 'DeadLetterFile', { ...props, file: '$.file', rejected: '$.rejected', execution: '$.execution' });
  const reported = props.announcementsEnabled ? announceFailed(scope, props) : new Succeed(scope, 'FileFailed');
  const written = writeHistory(scope, { ...props, status: 'failed', next: reported });
  describe.next(deadLetter).next(written === reported ? reported : Choice.jsonata(scope, 'FailedFileKnown')
    .when(Condition.jsonata('{% $states.input.file.etag != null %}'), written)
    .otherwise(reported));
  return { start: describe, deadLetter };
}
