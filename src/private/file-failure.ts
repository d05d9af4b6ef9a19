import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Chain } from 'aws-cdk-lib/aws-stepfunctions';
import { Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { FILE_FAILED, announce, fileDetail } from './announce';
import { sendLetter } from './letter';
import { FILE_CHANGED, FILE_UNREADABLE } from './runtime-contract';

export interface FileFailureProps {
  readonly pipelineName: string;
  readonly queue: IQueue;
}

/** A file that could not be processed is one letter, and is announced: from `$.file`, `$.failure` and `$.execution`. */
export function deadLetterFile(scope: Construct, props: FileFailureProps): Chain {
  const describe = Pass.jsonata(scope, 'DescribeFailure', {
    outputs: `{% (
      $in := $states.input;
      $error := $in.failure.Error;
      $message := $exists($in.failure.Cause) ? $substring($in.failure.Cause, 0, 1000) : '';
      $reason := $error in ['${FILE_UNREADABLE}', '${FILE_CHANGED}'] ? $error : 'PROCESSING_FAILED';
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
