import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Chain } from 'aws-cdk-lib/aws-stepfunctions';
import { Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { FILE_FAILED, announce, fileDetail } from './announce';
import { sendLetter } from './letter';
import { FILE_CHANGED_ERROR, FILE_UNREADABLE_ERROR } from './runtime-contract';

export interface FileFailureProps {
  readonly pipelineName: string;
  readonly queue: IQueue;
}

/** A file that could not be processed is one letter, and is announced: from `$.file`, `$.failure` and `$.execution`. */
export function deadLetterFile(scope: Construct, props: FileFailureProps): Chain {
  const describe = Pass.jsonata(scope, 'DescribeFailure', {
    comment: 'The cause of a failed function is JSON that holds its message',
    outputs: `{% (
      $in := $states.input;
      $error := $in.failure.Error;
      $cause := $exists($in.failure.Cause) ? $string($in.failure.Cause) : '';
      $ours := $error in ['${FILE_UNREADABLE_ERROR}', '${FILE_CHANGED_ERROR}'];
      $message := $ours ? $parse($cause).errorMessage : $substring($cause, 0, 1000);
      $reason := $error = '${FILE_UNREADABLE_ERROR}' ? 'FILE_UNREADABLE' : $error = '${FILE_CHANGED_ERROR}' ? 'FILE_CHANGED' : 'PROCESSING_FAILED';
      {
        'file': $in.file,
        'execution': $in.execution,
        'rejected': {
          'reason': $reason, 'errors': [{'pointer': '', 'keyword': $error, 'message': $message}],
          'record': null, 'recordBase64': null, 'index': null, 'offset': 0, 'length': $in.file.size
        },
        'detail': { ${fileDetail(props.pipelineName, '$in.execution')}, 'reason': $reason, 'message': $message }
      }
    ) %}`,
  });
  return describe
    .next(sendLetter(scope, 'DeadLetterFile', { ...props, file: '$.file', rejected: '$.rejected', execution: '$.execution' }))
    .next(announce(scope, 'AnnounceFailed', FILE_FAILED));
}
