import type { Carrier } from '../../lambda-src/engine/scan/carrier';
import { Cursor } from '../../lambda-src/engine/scan/cursor';
import { MAX_FILE_ERROR_LENGTH } from '../../src/private/contract/limits';
import type { Batch, BatchInput, BatchResult, FailedBatchResult, Failure, SourceFile, Tally } from '../../src/private/contract/messages';
import { forEachCount } from '../../src/private/contract/messages';
import { reasonsOf } from '../../src/private/contract/reasons';
import { wholeFile } from '../../src/private/contract/whole-file';
import { MAX_BUCKET_LENGTH, MAX_ETAG_LENGTH, MAX_KEY_LENGTH } from '../../src/private/workflows/file-events';

/** The largest object of S3, in bytes. No number in a state is larger: a byte is at most one record. */
const HUGE = 50 * 1024 ** 4;
/** Step Functions' limits for the name and the cause of an error, in characters. */
const MAX_ERROR_NAME = 256;
const MAX_CAUSE = 32_768;

/** The longest time that FileWorkflow accepts. */
const TIME = '2026-11-26T22:00:00.000000000Z';

/** Takes six bytes of JSON, which no other character does. */
const LONGEST = '\u0001';
export const longest = (characters: number): string => LONGEST.repeat(characters);

/** A file whose parts are as long as FileWorkflow accepts, each character escaped. */
export const FILE: SourceFile = {
  bucket: longest(MAX_BUCKET_LENGTH),
  key: longest(MAX_KEY_LENGTH),
  sendableKey: longest(MAX_KEY_LENGTH),
  label: '?'.repeat(MAX_KEY_LENGTH),
  versionId: longest(MAX_KEY_LENGTH),
  etag: longest(MAX_ETAG_LENGTH),
  size: HUGE,
  uploaded: TIME,
  begun: TIME,
};

/** Records of every reason that a record can have. */
export const COUNTS: Tally = {
  ...forEachCount(() => HUGE),
  reasons: Object.fromEntries(reasonsOf('record', 'shared', 'insert', 'validator').map((reason) => [reason, HUGE])),
  batches: HUGE,
};

export const BATCH: Batch = { ...wholeFile(HUGE), offset: HUGE, index: HUGE, rejected: HUGE, scan: longestScan() };

export const BATCH_INPUT: BatchInput = { file: FILE, batch: BATCH, counts: COUNTS };

/** A batch that ran out of time, and one of a file that can't be read. A batch never is both. */
export const BATCH_RESULTS: Array<BatchResult | FailedBatchResult> = [
  { counts: COUNTS, rest: BATCH },
  { counts: COUNTS, rest: null, failure: { Error: 'FILE_UNREADABLE', Cause: '"'.repeat(MAX_FILE_ERROR_LENGTH) } },
];

/** What Step Functions tells of a service's error: such a message needs no escapes. */
export const FAILURE: Failure = { Error: 'x'.repeat(MAX_ERROR_NAME), Cause: 'x'.repeat(MAX_CAUSE) };
/** What it tells of an execution's error, or of a function's: there, anything may stand. */
export const HOSTILE_FAILURE: Failure = { Error: longest(MAX_ERROR_NAME), Cause: longest(MAX_CAUSE) };

export const EXECUTION = `arn:aws:states:${'r'.repeat(20)}:${'1'.repeat(12)}:express:${'s'.repeat(80)}:${'e'.repeat(80)}:${'i'.repeat(36)}`;

/** In bytes of JSON. */
export function size(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The scanner's state if each of its numbers were as large as the largest object. */
function longestScan(): string {
  const digits = HUGE.toString(36).length + 1;
  let length = 0;
  const measure: Carrier = {
    offset: 0,
    flag: (value) => (length += 1, value),
    choice: (value) => (length += 1, value),
    number: (value) => (length += digits, value),
    numbers: (values, most) => (length += 1 + most * digits, values),
  };
  new Cursor('', wholeFile(HUGE)).carry(measure);
  return 'z'.repeat(length);
}
