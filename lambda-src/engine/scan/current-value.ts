/** The end of a text or element whose records are already out, or that holds none. */
const WITHOUT_RECORD = -1;

/** The value that the scan is in, or that is complete and waits for the bytes after it. */
export class CurrentValue {
  /** The value that has ended is a number, `true`, `false` or `null`. */
  public isScalar = false;
  /** The names of its members as a set, if it is an object. */
  public memberNames = 0;
  /** Where the record starts: at `start`, or inside the value. */
  public recordStart = 0;
  /** Where the value ends, if it is a record or has one inside. */
  public end = 0;
  private recordEndsAt = WITHOUT_RECORD;

  /** `start`: from here on, bytes may be part of an extent that is not out yet. */
  constructor(public start: number) {}

  /** Where the record ends; null when the value is not a record. */
  public get recordEnd(): number | null {
    return this.recordEndsAt === WITHOUT_RECORD ? null : this.recordEndsAt;
  }

  /** The record ends at `recordEnd`, and the value that it is or is in at `end`. */
  public endRecord(start: number, recordEnd: number, isScalar: boolean, end = recordEnd): void {
    this.recordStart = start;
    this.recordEndsAt = recordEnd;
    this.end = end;
    this.isScalar = isScalar;
    this.memberNames = 0;
  }

  public endWithoutRecord(): void {
    this.recordEndsAt = WITHOUT_RECORD;
    this.isScalar = false;
    this.memberNames = 0;
  }
}
