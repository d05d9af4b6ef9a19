import type { AcceptedRecord, RejectedRecord } from '../../../src/private/contract/messages';

/** The verdict on one record. `size` is an upper bound of its JSON, in bytes. */
export type Assessment =
  | { readonly accepted: AcceptedRecord; readonly rejected: null; readonly size: number }
  | { readonly accepted: null; readonly rejected: RejectedRecord; readonly size: number };
