import { JsonPath as StatesJsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { RetryPolicy } from './retries';
import { retries, withRetries } from './retries';
import { ServiceTask } from './service-task';
import type { JsonPath } from '../../contract/json-path';
import { jsonPath, jsonPathMembers } from '../../contract/json-path';
import type { DeadLetter, DeadLetterAttributes, DeadLetterInput, SourceFile } from '../../contract/messages';
import { DEAD_LETTER_VERSION } from '../../contract/messages';
import type { WorkflowNames } from '../names';

export interface DeadLetterProps extends Pick<WorkflowNames, 'pipelineName' | 'queueUrl' | 'queueArn'> {
  readonly retryPolicy: RetryPolicy;
  /** Path to the file. */
  readonly file: JsonPath;
  /** Path to what is rejected: a record or a file. */
  readonly rejected: JsonPath;
  /**
   * Path to where the stored item of a conflict came from.
   *
   * @default - the dead letter is not about a conflict
   */
  readonly existing?: JsonPath;
  /**
   * Path to the ARN of the execution that failed.
   *
   * @default - this execution
   */
  readonly execution?: JsonPath;
  /**
   * What the state passes on.
   *
   * @default - its input
   */
  readonly outputPath?: string;
}

/** Sends a dead letter. No other place writes its format. */
export function sendDeadLetter(scope: Construct, id: string, props: DeadLetterProps): ServiceTask {
  const file = jsonPathMembers<SourceFile>(props.file);
  const rejected = jsonPathMembers<DeadLetterInput>(props.rejected);
  const task = new ServiceTask(scope, id, {
    comment: 'Sends the record or file with the reason and its place',
    resource: 'sqs:sendMessage',
    actions: ['sqs:SendMessage'],
    on: [props.queueArn],
    parameters: {
      QueueUrl: props.queueUrl,
      MessageBody: jsonPath<DeadLetter>({
        version: DEAD_LETTER_VERSION,
        reason: rejected('reason'),
        errors: rejected('errors'),
        records: rejected('records'),
        record: rejected('record'),
        recordBase64: rejected('recordBase64'),
        source: {
          bucket: file('bucket'),
          key: file('sendableKey'),
          versionId: file('versionId'),
          etag: file('etag'),
          recordIndex: rejected('index'),
          byteOffset: rejected('offset'),
          byteLength: rejected('length'),
          stretches: rejected('stretches'),
        },
        existing: props.existing ?? null,
        pipeline: props.pipelineName,
        execution: props.execution ?? '$$.Execution.Id',
        time: '$$.State.EnteredTime',
      }),
      MessageAttributes: jsonPath<DeadLetterAttributes>({
        reason: { DataType: 'String', StringValue: rejected('reason') },
        key: { DataType: 'String', StringValue: file('label') },
      }),
    },
    resultPath: StatesJsonPath.DISCARD,
    outputPath: props.outputPath,
  });
  return withRetries(task, retries(props.retryPolicy));
}
