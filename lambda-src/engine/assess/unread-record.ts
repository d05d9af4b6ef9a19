import type { Assessment } from './assessment';
import { rejectedRecord } from './rejected-record';
import { Rejection } from './rejection';
import { sendableText } from './sendable';
import { MAX_RECORD_LENGTH } from '../../../src/private/contract/limits';
import type { Position } from '../../../src/private/contract/messages';
import { notationAt, wholeNotation } from '../json/notation';
import { readJson, whereMalformed } from '../json/read-json';

/** The verdict on a record that is too long to be read. */
export function tooLong(position: Position): Assessment {
  return rejectedRecord(position, null, Rejection.ofRecord('RECORD_TOO_LARGE', 'size', `has ${position.length} bytes, over ${MAX_RECORD_LENGTH}`));
}

/** The verdict on a damaged stretch: bytes of a file that can't be split into records. */
export function damaged(position: Position, bytes: Buffer): Assessment {
  const content = { bytes, text: sendableText(bytes), textSize: null };
  return rejectedRecord(position, content, Rejection.ofRecord('MALFORMED_JSON', 'json', whatIsDamaged(bytes)));
}

function whatIsDamaged(bytes: Buffer): string {
  if (bytes.length === 0) return 'the array of records does not end here: something may be missing';
  const text = bytes.toString();
  const whole = wholeNotation(text);
  if (whole !== undefined) return `is ${whole}`;
  // Short, because a file of garbage has many of them in an answer.
  return readJson(text, {})?.position === 0 ? `is not JSON: ${notationAt(text, 0)}` : `is not a whole JSON text: ${whereMalformed(text)}`;
}
