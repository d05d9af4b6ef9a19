import type { LetterFields } from '../dead-letters/letter-fields';
import { letterFields } from '../dead-letters/letter-fields';
import type { Letter } from '../dead-letters/message';

/** A dead letter with the bytes of its record, as far as they are known. */
export interface ExportedLetter {
  readonly letter: Letter;
  readonly bytes: Buffer | undefined;
}

/** What a line of an export in JSON Lines has. */
export interface ExportLine extends LetterFields {
  /** The record's text; null if it is not UTF-8 or not known. */
  readonly record: string | null;
  /** The record's bytes if they are not UTF-8; else null. */
  readonly recordBase64: string | null;
}

export function exportLine({ letter, bytes }: ExportedLetter): ExportLine {
  const text = bytes && utf8(bytes);
  return {
    ...letterFields(letter),
    record: text ?? null,
    recordBase64: bytes === undefined || text !== undefined ? null : bytes.toString('base64'),
  };
}

/** The text of bytes; undefined if they are not UTF-8. */
export function utf8(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}

const HEADER = ['file', 'record', 'byte', 'bytes', 'reason', 'pointer', 'message'];

/** The first line of an export for whoever has made the file. */
export function csvHeader(withRecord: boolean): string {
  return row(withRecord ? [...HEADER, 'content'] : HEADER);
}

/** A line for each error. Records are numbered from 1, bytes from 0. */
export function csvLines({ letter, bytes }: ExportedLetter, withRecord: boolean): string {
  const { reason, errors, source: { key, recordIndex, byteOffset, byteLength } } = letter.deadLetter;
  const place = [key, recordIndex === null ? '' : String(recordIndex + 1), String(byteOffset), byteLength === null ? '' : String(byteLength)];
  const content = withRecord ? [bytes === undefined ? '' : utf8(bytes) ?? `base64:${bytes.toString('base64')}`] : [];
  const found = errors.length > 0 ? errors : [{ pointer: '', message: '' }];
  return found.map(({ pointer, message }) => row([...place, reason, pointer, message, ...content])).join('');
}

/** As RFC 4180 has it, with every field in quotes. */
function row(fields: readonly string[]): string {
  return `${fields.map((field) => `"${harmless(field).replace(/"/g, '""')}"`).join(',')}\r\n`;
}

/** A spreadsheet takes a field for a formula if it starts with one of these, also in full width or after blanks. A quote makes it text. */
function harmless(field: string): string {
  return /^(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/.test(field) ? `'${field}` : field;
}
