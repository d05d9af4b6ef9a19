import type { ChoiceTransitionOptions, IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import { Condition, Parallel, Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { FailedExecution, InvalidEvent } from './file-failure';
import { isSendable, sendable, sendableAttribute } from './tasks/sendable';
import type { Jsonata } from '../contract/jsonata';
import { jsonataOutput, jsonataText } from '../contract/jsonata';
import type { Batch, BatchInput, Reason } from '../contract/messages';
import { forEachCount } from '../contract/messages';

/** Longest object key and version ID, in characters: S3 takes 1,024 bytes. */
export const MAX_KEY_LENGTH = 1_024;
/** In characters. Names of buckets had up to 255 once. */
export const MAX_BUCKET_LENGTH = 255;
/** In characters. S3's ETags have up to 38. */
export const MAX_ETAG_LENGTH = 128;
/** An event that is longer is left out of its dead letter: at six bytes a character, it and its copies would not fit into a state. */
export const MAX_EVENT_LENGTH = 30_000;

/** When this execution of FileWorkflow has started. */
const STARTED = '$states.context.Execution.StartTime';

/** Step Functions has announced that an execution of FanOutWorkflow has not succeeded. */
export const isFailedFanOut = Condition.jsonata("{% $states.input.source = 'aws.states' %}");

/** S3 has announced that an object was created, of so many bytes at most: the event has what describeFile reads. */
export function isUpload({ upTo }: { readonly upTo?: number } = {}): Condition {
  const version = namesVersion({
    bucket: '$states.input.detail.bucket.name', key: '$object.key', versionId: '$object.`version-id`', etag: '$object.etag', size: '$object.size',
  });
  return Condition.jsonata(`{% (
    $object := $states.input.detail.object;
    ${upTo === undefined ? version : `${version} ? $object.size <= ${upTo} : false`}
  ) %}`);
}

/**
 * The object stands for a folder: consoles and tools create it to show an empty one. The event pattern can't say so,
 * because it can't match an object key by its prefix and its end at once.
 */
export const isFolderMarker = Condition.jsonata(`{% (
  $object := $states.input.detail.object;
  $type($object.key) = 'string' and $object.size = 0 ? $contains($object.key, /\\/$/) : false
) %}`);

/** Makes the event of S3 into a batch that is the whole file. */
export const describeFile: ChoiceTransitionOptions = {
  outputs: jsonataOutput<BatchInput>({
    file: {
      bucket: '$states.input.detail.bucket.name',
      ...objectKey('$object.key'),
      versionId: '$exists($object.`version-id`) ? $object.`version-id` : null',
      etag: '$object.etag',
      size: '$object.size',
      uploaded: timeOrStart('$states.input.time'),
      begun: STARTED,
    },
    ...untouched('$object.size'),
  }, '$object := $states.input.detail.object'),
};

/** Makes `$.file` into a batch that is the whole file. */
export function startOver(scope: Construct): Pass {
  return Pass.jsonata(scope, 'StartOver', {
    outputs: jsonataOutput<BatchInput>({ file: '$states.input.file', ...untouched('$states.input.file.size') }),
  });
}

/**
 * Makes the event of Step Functions into the failure of a file. A Parallel of one branch, because a Pass can't catch:
 * whoever starts FanOutWorkflow or FileWorkflow by hand may give it another input, which need not even be JSON.
 */
export function describeFailedFanOut(scope: Construct, invalid: Pass, next: IChainable): Parallel {
  const describe = Pass.jsonata(scope, 'DescribeFailedFanOut', {
    outputs: jsonataOutput<FailedExecution>({
      execution: '$detail.executionArn',
      file: {
        bucket: '$file.bucket',
        ...objectKey('$file.key'),
        versionId: '$file.versionId',
        etag: '$file.etag',
        size: '$file.size',
        uploaded: timeOrStart('$file.uploaded'),
        begun: timeOrStart('$file.begun'),
      },
      failure: {
        Error: "$type($detail.error) = 'string' ? $detail.error : $detail.status",
        Cause: "$type($detail.cause) = 'string' ? $detail.cause : 'the execution ended as ' & $detail.status",
      },
    },
    '$detail := $states.input.detail',
    '$file := $parse($detail.input).file',
    `$assert($type($detail.executionArn) = 'string' and $type($detail.status) = 'string' and $exists($file.versionId) and ${namesVersion({
      bucket: '$file.bucket', key: '$file.key', versionId: '$file.versionId', etag: '$file.etag', size: '$file.size',
    })}, 'the input names no version of an object')`,
    ),
  });
  const read = Parallel.jsonata(scope, 'ReadFailedFanOut', {
    comment: 'Fails if the event is not one of Step Functions about an execution that FileWorkflow has started',
    outputs: '{% $states.result[0] %}',
  }).branch(describe);
  read.addCatch(invalid, { outputs: '{% $states.input %}' });
  read.next(next);
  return read;
}

/** Makes any other event into the failure of a file. S3 and Step Functions send no such event; someone who sends their own may. */
export function describeInvalidEvent(scope: Construct): Pass {
  return Pass.jsonata(scope, 'DescribeInvalidEvent', {
    outputs: jsonataOutput<InvalidEvent>({
      file: {
        bucket: `${isText('$bucket', MAX_BUCKET_LENGTH)} ? ${sendable('$bucket')} : null`,
        ...objectKey('$key'),
        versionId: 'null',
        etag: 'null',
        size: 'null',
        uploaded: 'null',
        begun: 'null',
      },
      record: `$length($event) <= ${MAX_EVENT_LENGTH} ? ${sendable('$event')} : null`,
      failure: {
        Error: jsonataText<Reason>('INVALID_EVENT'),
        Cause: jsonataText('the event must name bucket, object key, etag and size in bytes, in the places where S3 or Step Functions has them'),
      },
    },
    '$event := $string($states.input)',
    '$bucket := $states.input.detail.bucket.name',
    '$object := $states.input.detail.object',
    `$key := ${isText('$object.key', MAX_KEY_LENGTH)} ? $object.key : 'unknown'`,
    ),
  });
}

/** JSONata for whether these parts of an event can be those of a file. `versionId` may be absent or null. */
function namesVersion({ bucket, key, versionId, etag, size }: { readonly [part in 'bucket' | 'key' | 'versionId' | 'etag' | 'size']: string }): string {
  const version = `($exists(${versionId}) and ${versionId} != null ? ${isText(versionId, MAX_KEY_LENGTH)} : true)`;
  const texts = [isText(bucket, MAX_BUCKET_LENGTH), isText(key, MAX_KEY_LENGTH), isText(etag, MAX_ETAG_LENGTH), version];
  const wholeNumber = `($type(${size}) = 'number' ? ${size} >= 0 and $floor(${size}) = ${size} : false)`;
  return `(${[...texts, wholeNumber].join(' and ')} ? ${isSendable(`${bucket} & ${etag} & ${versionId}`)} : false)`;
}

/** JSONata for whether a value is a text that is not empty and not too long. */
function isText(value: string, maxLength: number): string {
  return `($type(${value}) = 'string' ? ${value} != '' and $length(${value}) <= ${maxLength} : false)`;
}

/** JSONata for a time in UTC, as events have it; for anything else, the start of this execution. EventBridge always has a time. */
function timeOrStart(value: string): string {
  return `($type(${value}) = 'string' ? $contains(${value}, /^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$/) : false) ? ${value} : ${STARTED}`;
}

/** An object key, as it is and as messages can hold it. */
function objectKey(key: string): { readonly [member in 'key' | 'sendableKey' | 'label']: Jsonata<string> } {
  return { key, sendableKey: sendable(key), label: sendableAttribute(key) };
}

/** A file of which nothing is done, as one batch. */
function untouched(size: string): { readonly batch: Jsonata<Batch>; readonly counts: Jsonata<BatchInput['counts']> } {
  return { batch: { offset: '0', end: size, index: '0', scan: 'null', rejected: '0' }, counts: { ...forEachCount(() => '0'), reasons: '{}', batches: '0' } };
}
