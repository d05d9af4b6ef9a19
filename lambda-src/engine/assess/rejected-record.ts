import type { Assessment } from './assessment';
import { fits, jsonSize, REJECTED_FRAME } from './json-size';
import type { Rejection } from './rejection';
import { replaceUnsendable } from './sendable';
import type { Position } from '../../../src/private/contract/messages';

/** What a dead letter shows of a record. */
export interface Content {
  readonly bytes: Buffer;
  /** The text; null where a message can't carry it. */
  readonly text: string | null;
  /** Upper bound of the text as a JSON string, in bytes; null where it is not known. */
  readonly textSize: number | null;
}

/** The verdict on a rejected record, with as much of its content as a state can carry. */
export function rejectedRecord({ index, offset, length }: Position, content: Content | null, { reason, errors: findings }: Rejection): Assessment {
  const errors = findings.map(({ pointer, keyword, message }) => (
    { pointer: replaceUnsendable(pointer), keyword, message: replaceUnsendable(message) }
  ));
  const withContent = (record: string | null, recordBase64: string | null, bound?: number): Assessment => {
    const rejected = { index, offset, length, reason, errors, record, recordBase64, records: 1 as const, stretches: null };
    return { accepted: null, rejected, size: bound ?? jsonSize(rejected) };
  };
  if (content !== null && content.text !== null && content.textSize !== null) {
    const bound = content.textSize + jsonSize(errors) + REJECTED_FRAME;
    if (fits(bound)) return withContent(content.text, null, bound);
  }
  if (content !== null && fits(content.bytes.length)) {
    if (content.text !== null) {
      const readable = withContent(content.text, null);
      if (fits(readable.size)) return readable;
    }
    // A control character takes six bytes as text, but no more than any other in base64.
    const encoded = withContent(null, content.bytes.toString('base64'));
    if (fits(encoded.size)) return encoded;
  }
  return withContent(null, null);
}
