import { MAX_ENTRY_SIZE } from '../../../../src/private/contract/limits';
import type { AcceptedRecord } from '../../../../src/private/contract/messages';
import type { Assessment } from '../assessment';
import { fits, jsonSize } from '../json-size';
import { Rejection } from '../rejection';

/** Accepts a record that a state can carry, if need be without its content. `bound` is an upper bound of the record's JSON with its text. */
export function checkSize(accepted: AcceptedRecord, bound: number): Assessment | Rejection {
  // In base64 it may take more than the text does.
  if (fits(bound) && accepted.recordBase64 === null) return { accepted, rejected: null, size: bound };

  const size = jsonSize(accepted);
  if (fits(size)) return { accepted, rejected: null, size };
  const withoutContent = { ...accepted, record: null, recordBase64: null };
  const smaller = jsonSize(withoutContent);
  if (fits(smaller)) return { accepted: withoutContent, rejected: null, size: smaller };
  return Rejection.ofRecord('RECORD_TOO_LARGE', 'size',
    `makes an item of ${smaller} bytes of JSON; the workflow carries ${MAX_ENTRY_SIZE}, and DynamoDB 400 KB`);
}
