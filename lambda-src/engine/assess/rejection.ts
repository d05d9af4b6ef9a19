import type { RecordError, RejectionReason } from '../../../src/private/contract/messages';

/** Why a stage rejects a record. */
export class Rejection {
  /** With one error, which is about the record as a whole. */
  public static ofRecord(reason: RejectionReason, keyword: string, message: string): Rejection {
    return new Rejection(reason, { pointer: '', keyword, message });
  }

  public readonly errors: readonly RecordError[];

  constructor(public readonly reason: RejectionReason, ...errors: RecordError[]) {
    this.errors = errors;
  }
}
