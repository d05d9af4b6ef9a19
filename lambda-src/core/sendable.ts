import { isUtf8 } from 'node:buffer';

/** U+FFFE and U+FFFF as UTF-8: the only characters that SQS refuses and that JSON does not escape. */
const REFUSED = [Buffer.from([0xef, 0xbf, 0xbe]), Buffer.from([0xef, 0xbf, 0xbf])];
/** With them halves of surrogate pairs, which come from escapes in names, and which no UTF-8 holds. */
const UNSENDABLE = /[\ufffe\uffff\p{Surrogate}]/gu;

/** Whether UTF-8 can be a part of a message. */
export function isSendable(bytes: Buffer): boolean {
  return !REFUSED.some((refused) => bytes.includes(refused));
}

/** The bytes as text; null where a message can't hold it. */
export function sendableText(bytes: Buffer): string | null {
  return isUtf8(bytes) && isSendable(bytes) ? bytes.toString() : null;
}

/** What people read of a record: names of members, mostly. */
export function replaceUnsendable(text: string): string {
  return text.replace(UNSENDABLE, '\ufffd');
}
