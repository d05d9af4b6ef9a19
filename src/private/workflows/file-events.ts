import { Condition, Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { FailedExecution, InvalidEvent } from './file-failure';
import { isSendable, sendable, sendableAttribute } from './tasks/sendable';
import type { Jsonata } from '../contract/jsonata';
import { jsonata, jsonataOutput, jsonataText } from '../contract/jsonata';
import type { Batch, BatchInput, Reason, SourceFile } from '../contract/messages';
import { forEachCount } from '../contract/messages';

/** Step Functions has announced that an execution of FanOutWorkflow has not succeeded. */
export const isFailedFanOut = Condition.jsonata("{% $states.input.source = 'aws.states' %}");

/** S3 has announced that an object was created: the event has what DescribeFile reads. */
export const isUpload = Condition.jsonata(`{% $type($states.input.detail.bucket.name) = 'string' and $type($states.input.detail.object.key) = 'string'
  and $type($states.input.detail.object.etag) = 'string' and $type($states.input.detail.object.size) = 'number'
  and ${isSendable('$states.input.detail.bucket.name & $states.input.detail.object.etag & $states.input.detail.object.`version-id`')} %}`);

/** Makes the event of S3 into a batch that is the whole file. */
export function describeFile(scope: Construct): Pass {
  return Pass.jsonata(scope, 'DescribeFile', {
    comment: 'Finds which version of which object was uploaded',
    outputs: jsonataOutput<BatchInput>({
      file: {
        bucket: '$states.input.detail.bucket.name',
        ...objectKey('$object.key'),
        versionId: '$exists($object.`version-id`) ? $object.`version-id` : null',
        etag: '$object.etag',
        size: '$object.size',
      },
      ...untouched('$object.size'),
    }, '$object := $states.input.detail.object'),
  });
}

/** Makes `$.file` into a batch that is the whole file. */
export function startOver(scope: Construct): Pass {
  return Pass.jsonata(scope, 'StartOver', {
    outputs: jsonataOutput<BatchInput>({ file: '$states.input.file', ...untouched('$states.input.file.size') }),
  });
}

/** Makes the event of Step Functions into the failure of a file. */
export function describeFailedFanOut(scope: Construct): Pass {
  return Pass.jsonata(scope, 'DescribeFailedFanOut', {
    outputs: jsonataOutput<FailedExecution>({
      execution: '$detail.executionArn',
      file: `$merge([$file, ${jsonata<Pick<SourceFile, 'sendableKey'>>({ sendableKey: sendable('$file.key') })}])`,
      failure: {
        Error: "$type($detail.error) = 'string' ? $detail.error : $detail.status",
        Cause: "$type($detail.cause) = 'string' ? $detail.cause : 'the execution ended as ' & $detail.status",
      },
    }, '$detail := $states.input.detail', '$file := $parse($detail.input).file'),
  });
}

/** Makes any other event into the failure of a file. S3 sends no such event; someone who sends their own may. */
export function describeInvalidEvent(scope: Construct): Pass {
  return Pass.jsonata(scope, 'DescribeInvalidEvent', {
    outputs: jsonataOutput<InvalidEvent>({
      file: {
        bucket: `$type($bucket) = 'string' ? ${sendable('$bucket')} : null`,
        ...objectKey('$key'),
        versionId: 'null',
        etag: 'null',
        size: 'null',
      },
      record: sendable('$string($states.input)'),
      failure: {
        Error: jsonataText<Reason>('INVALID_EVENT'),
        Cause: jsonataText('the event must have detail.bucket.name, detail.object.key, detail.object.etag and detail.object.size, as S3 sends them'),
      },
    },
    '$bucket := $states.input.detail.bucket.name',
    '$object := $states.input.detail.object',
    "$key := $type($object.key) = 'string' and $object.key != '' ? $object.key : 'unknown'",
    ),
  });
}

/** An object key, as it is and as messages can hold it. */
function objectKey(key: string): { readonly [member in 'key' | 'sendableKey' | 'label']: Jsonata<string> } {
  return { key, sendableKey: sendable(key), label: sendableAttribute(key) };
}

/** A file of which nothing is done, as one batch. */
function untouched(size: string): { readonly batch: Jsonata<Batch>; readonly counts: Jsonata<BatchInput['counts']> } {
  return { batch: { offset: '0', end: size, index: '0', scan: 'null' }, counts: forEachCount(() => '0') };
}
