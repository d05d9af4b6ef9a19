import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Patience } from './retries';
import { retries, withRetries } from './retries';
import { ServiceTask } from './service-task';

/** Version of the letter's format; a member that is taken away or changes its meaning makes a new one. */
export const LETTER_VERSION = '1';

export interface LetterProps {
  readonly pipelineName: string;
  readonly queue: IQueue;
  readonly patience: Patience;
  /** JSONPath to the file. */
  readonly file: string;
  /** JSONPath to what is rejected: a record, or a whole file. */
  readonly rejected: string;
  /**
   * JSONPath to what says where the stored item came from, in the letter of a conflict.
   *
   * @default - nothing is stored under the record's key
   */
  readonly existing?: string;
  /**
   * JSONPath to the ARN of the execution in which it happened.
   *
   * @default - this execution
   */
  readonly execution?: string;
}

/** Sends a dead letter. The one place where the letter's format is written. */
export function sendLetter(scope: Construct, id: string, props: LetterProps): ServiceTask {
  const { file, rejected } = props;
  const task = new ServiceTask(scope, id, {
    comment: 'The record as it stood in the file, why it is here, and where it came from',
    resource: 'sqs:sendMessage',
    actions: ['sqs:SendMessage'],
    on: [props.queue.queueArn],
    parameters: {
      QueueUrl: props.queue.queueUrl,
      MessageBody: {
        'version': LETTER_VERSION,
        'reason.$': `${rejected}.reason`,
        'errors.$': `${rejected}.errors`,
        'record.$': `${rejected}.record`,
        'recordBase64.$': `${rejected}.recordBase64`,
        'source': {
          'bucket.$': `${file}.bucket`,
          'key.$': `${file}.sendableKey`,
          'versionId.$': `${file}.versionId`,
          'etag.$': `${file}.etag`,
          'recordIndex.$': `${rejected}.index`,
          'byteOffset.$': `${rejected}.offset`,
          'byteLength.$': `${rejected}.length`,
        },
        ...(props.existing ? { 'existing.$': props.existing } : { existing: null }),
        'pipeline': props.pipelineName,
        'execution.$': props.execution ?? '$$.Execution.Id',
        'time.$': '$$.State.EnteredTime',
      },
      MessageAttributes: {
        reason: { 'DataType': 'String', 'StringValue.$': `${rejected}.reason` },
        key: { 'DataType': 'String', 'StringValue.$': `${file}.label` },
      },
    },
    resultPath: JsonPath.DISCARD,
  });
  return withRetries(task, retries(props.patience));
}
