import { replaceUnsendable } from './sendable';
import type { AcceptedRecord, Position, RecordError, RejectedRecord, RejectionReason } from '../../../src/private/contract/messages';

/** What a state can carry is 256 KiB, other things included; in bytes of JSON. */
export const MAX_ENTRY_SIZE = 200_000;

/** What becomes of one record, and how many bytes of JSON that has at most. */
export type Assessment =
  | { readonly accepted: AcceptedRecord; readonly rejected: null; readonly size: number }
  | { readonly accepted: null; readonly rejected: RejectedRecord; readonly size: number };

export function jsonSize(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The bytes of a record, and its text where a message can hold it. */
export interface Content {
  readonly bytes: Buffer;
  readonly text: string | null;
  /** What the text has in bytes at most when it is a JSON string, where that is known. */
  readonly textSize?: number;
}

/** Names, numbers and punctuation around what is counted. */
const FRAME = 300;

/** A rejected record with what it holds, as far as a state can carry that. */
export function reject(position: Position, content: Content | null, reason: RejectionReason, findings: RecordError[]): Assessment {
  const { index, offset, length } = position;
  const errors = findings.map(({ pointer, keyword, message }) => (
    { pointer: replaceUnsendable(pointer), keyword, message: replaceUnsendable(message) }
  ));
  const entry = (record: string | null, recordBase64: string | null): Assessment => {
    const rejected = { index, offset, length, reason, errors, record, recordBase64 };
    return { accepted: null, rejected, size: jsonSize(rejected) };
  };
  if (content?.textSize !== undefined && content.text !== null) {
    // Counted, because to write it out takes half as long as to parse it.
    const size = content.textSize + jsonSize(errors) + FRAME;
    const rejected = { index, offset, length, reason, errors, record: content.text, recordBase64: null };
    if (size <= MAX_ENTRY_SIZE) return { accepted: null, rejected, size };
  }
  if (content !== null && content.bytes.length <= MAX_ENTRY_SIZE) {
    const readable = content.text === null ? null : entry(content.text, null);
    if (readable !== null && readable.size <= MAX_ENTRY_SIZE) return readable;
    // Control characters take up to six bytes each as text, but no more than others in base64.
    const encoded = entry(null, content.bytes.toString('base64'));
    if (encoded.size <= MAX_ENTRY_SIZE) return encoded;
  }
  return entry(null, null);
}
