import { whereMalformed } from '../../json/read-json';
import { Rejection } from '../rejection';
import type { RecordText } from './decode';

export interface ParsedRecord {
  readonly text: RecordText;
  /** What JSON.parse makes of the text. */
  readonly tree: unknown;
}

export function parse(text: RecordText): ParsedRecord | Rejection {
  // The stack trace of an error that nobody looks at would take most of the time of a short broken record.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return { text, tree: JSON.parse(text.json) };
  } catch {
    return Rejection.ofRecord('MALFORMED_JSON', 'json', whereMalformed(text.json));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
