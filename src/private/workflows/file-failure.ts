import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { State } from 'aws-cdk-lib/aws-stepfunctions';
import { Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { FILE_FAILED, announce, fileDetail } from './tasks/announce';
import { sendLetter } from './tasks/dead-letter';
import type { Patience } from './tasks/retries';
import { FILE_CHANGED, FILE_UNREADABLE } from '../contract/names';
import { sendable } from './tasks/sendable';
import type { ServiceTask } from './tasks/service-task';

/** An event that names no version of an object. */
export const INVALID_EVENT = 'INVALID_EVENT';

/** Errors that are reasons of their own. */
const OWN_REASONS = [FILE_UNREADABLE, FILE_CHANGED, INVALID_EVENT].map((reason) => `'${reason}'`).join(', ');

export interface FileFailureProps {
  readonly pipelineName: string;
  readonly queue: IQueue;
  readonly patience: Patience;
}

export interface FileFailure {
  readonly start: State;
  /** Can fail; what then is the caller's to say. */
  readonly letter: ServiceTask;
}

/**
 * A file that could not be processed is one letter, and is announced: from `$.file`, `$.failure`, and `$.execution` where
 * it was another than this one.
 */
export function deadLetterFile(scope: Construct, props: FileFailureProps): FileFailure {
  const describe = Pass.jsonata(scope, 'DescribeFailure', {
    outputs: `{% (
      $in := $states.input;
      $error := $in.failure.Error;
      $message := $exists($in.failure.Cause) ? ${sendable('$substring($in.failure.Cause, 0, 1000)')} : '';
      $reason := $error in [${OWN_REASONS}] ? $error : 'PROCESSING_FAILED';
      $execution := $exists($in.execution) ? $in.execution : $states.context.Execution.Id;
      {
        'file': $in.file,
        'execution': $execution,
        'rejected': {
          'reason': $reason, 'errors': [{'pointer': '', 'keyword': $error, 'message': $message}],
          'record': $exists($in.record) ? $in.record : null, 'recordBase64': null, 'index': null, 'offset': 0, 'length': $in.file.size
        },
        'detail': { ${fileDetail(props.pipelineName, '$execution')}, 'reason': $reason, 'message': $message }
      }
    ) %}`,
  });
  const letter = sendLetter(scope, 'DeadLetterFile', { ...props, file: '$.file', rejected: '$.rejected', execution: '$.execution' });
  describe.next(letter).next(announce(scope, 'AnnounceFailed', FILE_FAILED));
  return { start: describe, letter };
}
