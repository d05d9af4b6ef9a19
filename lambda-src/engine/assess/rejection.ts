import type { RecordError, RecordReason } from '../../../src/private/contract/messages';

/** Why a stage rejects a record. */
export class Rejection {
  /** With one error, which is about the record as a whole. */
  public static ofRecord(reason: RecordReason, keyword: string, message: string): Rejection {
    return new Rejection(reason, { pointer: '', keyword, message });
  }

  public readonly errors: readonly RecordError[];

  constructor(public readonly reason: RecordReason, ...errors: RecordError[]) {
    this.errors = errors;
  }
}
