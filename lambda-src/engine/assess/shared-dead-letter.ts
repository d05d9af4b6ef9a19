import type { Assessment } from './assessment';
import { SHARED_FRAME, STRETCH_FRAME } from './json-size';
import { MAX_ERRORS } from '../../../src/private/contract/limits';
import type { RejectedRecord, RejectedRecords, RecordReason, Stretch } from '../../../src/private/contract/messages';

type Rejected = Extract<Assessment, { accepted: null }>;

/** Rejected records that share one dead letter: it says how many they are, why, and at which bytes, but not what they contain. */
export class SharedDeadLetter {
  /** Number of the records. */
  public records = 0;
  private first: RejectedRecord | null = null;
  private nextIndex = 0;
  private readonly stretches: Array<{ -readonly [member in keyof Stretch]: Stretch[member] }> = [];
  private readonly reasons = new Map<RecordReason, number>();

  /** How much longer the dead letter becomes with one more record: an upper bound, in bytes of JSON. */
  public sizeOf({ rejected: { index }, size }: Rejected): number {
    if (this.records === 0) return Math.max(size, SHARED_FRAME + STRETCH_FRAME);
    return index === this.nextIndex ? 0 : STRETCH_FRAME;
  }

  public push(rejected: RejectedRecord): void {
    const { index, offset, length, reason } = rejected;
    if (this.records > 0 && index === this.nextIndex) {
      const stretch = this.stretches[this.stretches.length - 1];
      stretch.byteLength = offset + length - stretch.byteOffset;
    } else {
      this.stretches.push({ byteOffset: offset, byteLength: length });
    }
    this.first ??= rejected;
    this.nextIndex = index + 1;
    this.records++;
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
  }

  /** The dead letter, if there are records. A single record keeps what is known of it. */
  public rejected(): Array<RejectedRecord | RejectedRecords> {
    const { first, records, stretches } = this;
    if (first === null) return [];
    if (records === 1) return [first];
    const { byteOffset, byteLength } = stretches[stretches.length - 1];
    return [{
      index: first.index,
      offset: first.offset,
      length: byteOffset + byteLength - first.offset,
      reason: 'TOO_MANY_REJECTED',
      errors: [...this.reasons].sort(([, left], [, right]) => right - left).slice(0, MAX_ERRORS)
        .map(([reason, count]) => ({ pointer: '', keyword: reason, message: `${count} of ${records} records` })),
      record: null,
      recordBase64: null,
      records,
      stretches,
    }];
  }
}
