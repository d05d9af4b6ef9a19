import { isUtf8 } from 'node:buffer';
import { whereNotUtf8 } from '../../bytes/not-utf8';
import type { Survey } from '../../bytes/survey';
import { Rejection } from '../rejection';
import { isSendable } from '../sendable';

/** The bytes of a record as text. */
export interface RecordText {
  readonly json: string;
  /** One character per byte, for numbers to be cut out of; empty where the record has none. */
  readonly latin1: string;
  /** The text again; null where a message can't carry it. */
  readonly sendable: string | null;
}

export function decode(bytes: Buffer, { ascii, numbers }: Survey): RecordText | Rejection {
  if (!ascii && !isUtf8(bytes)) return Rejection.ofRecord('INVALID_ENCODING', 'utf-8', `is not valid UTF-8: ${whereNotUtf8(bytes)}; convert the file to UTF-8`);
  const latin1 = ascii || numbers > 0 ? bytes.toString('latin1') : '';
  const json = ascii ? latin1 : bytes.toString();
  return { json, latin1, sendable: ascii || isSendable(json) ? json : null };
}
