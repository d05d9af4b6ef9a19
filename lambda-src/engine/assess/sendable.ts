import { isUtf8 } from 'node:buffer';

/** U+FFFE and U+FFFF, which SQS refuses; and lone surrogates, which come from escapes in names and have no UTF-8. */
const UNSENDABLE = /[\ufffe\uffff\p{Surrogate}]/gu;

/** Whether a message can carry a text that was UTF-8. SQS refuses these two characters, and JSON does not escape them. */
export function isSendable(text: string): boolean {
  return !text.includes('\ufffe') && !text.includes('\uffff');
}

/** The bytes as text; null where they are not UTF-8, or where a message can't carry them as text. */
export function sendableText(bytes: Buffer): string | null {
  if (!isUtf8(bytes)) return null;
  const text = bytes.toString();
  return isSendable(text) ? text : null;
}

/** The text of a pointer or message, with a replacement character for what a message can't carry. */
export function replaceUnsendable(text: string): string {
  return text.replace(UNSENDABLE, '\ufffd');
}
