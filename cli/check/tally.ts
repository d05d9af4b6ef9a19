import type { Assessment } from '../../lambda-src/engine/assess/assessment';
import type { FileError, RecordReason } from '../../src/private/contract/messages';

/** Counts records by verdict and reason. */
export class Tally {
  public records = 0;
  public rejected = 0;
  public readonly reasons: { [reason in RecordReason]?: number } = {};

  public get accepted(): number {
    return this.records - this.rejected;
  }

  public count({ rejected }: Assessment): void {
    this.records++;
    if (rejected === null) return;
    this.rejected++;
    this.reasons[rejected.reason] = (this.reasons[rejected.reason] ?? 0) + 1;
  }
}

/** The outcome of a check. */
export interface CheckResult {
  /** As on the command line. */
  readonly file: string;
  readonly tally: Tally;
  readonly bytes: number;
  readonly ms: number;
  /** About the schema: odd, but not invalid. */
  readonly warnings: string[];
  /** Why the file can't be read as records; null where it can. */
  readonly fileError: FileError | null;
}
