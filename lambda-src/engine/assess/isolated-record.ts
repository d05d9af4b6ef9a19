import { LONGEST_ESCAPE, REJECTED_FRAME, acceptedFrame, jsonSize } from './json-size';
import { shorten } from './shorten';
import { MAX_MESSAGE_LENGTH, MAX_POINTER_LENGTH } from '../../../src/private/contract/limits';
import type { RecordOptions, RejectedRecord } from '../../../src/private/contract/messages';

/**
 * Bytes of JSON that a byte of a record becomes at most in its verdict. The worst are quotes in a string, `\"`, that is both
 * partition key and sort key. Two bytes become 14: two in the item, eight in the two copies of each part of the key, and
 * four in the text. A digit and a comma become 12: `{"N":"1"},` and the text. A control character of a broken record
 * becomes six: `\u0000`.
 */
const BYTES_PER_BYTE = 7;

/** One error with the longest pointer and message, of characters that are escaped, and its keyword. */
const ERROR_SIZE = LONGEST_ESCAPE * (MAX_POINTER_LENGTH + MAX_MESSAGE_LENGTH) + 100;

/** Upper bound of the verdict on an isolated record of `length` bytes, whatever is in it, in bytes of JSON. */
export function isolatedBound(length: number, objectKey: string, options: RecordOptions): number {
  return Math.max(acceptedFrame(objectKey, options), REJECTED_FRAME + ERROR_SIZE) + BYTES_PER_BYTE * length;
}

/** A rejected record that keeps to the bound: up to MAX_ERRORS errors of the usual length do, else the first one is kept. */
export function withinBound(rejected: RejectedRecord, bound: number): RejectedRecord {
  if (jsonSize(rejected) <= bound) return rejected;
  const errors = rejected.errors.slice(0, 1).map(({ pointer, keyword, message }) => (
    { pointer: shorten(pointer, MAX_POINTER_LENGTH), keyword, message: shorten(message, MAX_MESSAGE_LENGTH) }
  ));
  return { ...rejected, errors };
}
