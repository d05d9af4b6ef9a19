import { isUtf8 } from 'node:buffer';

/** What SQS refuses, and halves of surrogate pairs: they come from escapes in names, and no UTF-8 holds them. */
const UNSENDABLE = /[\ufffe\uffff\p{Surrogate}]/gu;

/** Whether a message can hold a text that was UTF-8: SQS refuses these two, and JSON does not escape them. */
export function isSendable(text: string): boolean {
  return !text.includes('\ufffe') && !text.includes('\uffff');
}

/** The bytes as text; null where a message can't hold it. */
export function sendableText(bytes: Buffer): string | null {
  if (!isUtf8(bytes)) return null;
  const text = bytes.toString();
  return isSendable(text) ? text : null;
}

/** What people read of a record: names of members, mostly. */
export function replaceUnsendable(text: string): string {
  return text.replace(UNSENDABLE, '\ufffd');
}
