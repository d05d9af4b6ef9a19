import type { ByteSource } from './byte-source';
import type { Answer, ExtentVisitor } from './extent-reader';
import { ExtentReader } from './extent-reader';
import { readRecord } from './read-record';
import { MAX_RECORD_LENGTH } from '../../../src/private/contract/limits';
import type { Batch } from '../../../src/private/contract/messages';
import { End, Extent } from '../scan/scanner';

/** In bytes. */
export const WINDOW = 256 * 1024;
/** In bytes. A shorter beginning of a record is read again with the next window, which is cheaper than a copy. */
const READ_AGAIN = 64 * 1024;

export interface RecordVisitor extends Pick<ExtentVisitor, 'reading'> {
  /** `bytes` is null if the extent is longer than MAX_RECORD_LENGTH. */
  record(extent: Extent, bytes: Uint8Array | null): Answer;
}

/** Reads a batch in windows, and therefore has the bytes of its extents. */
export class RecordReader extends ExtentReader {
  private readonly end: End;
  private window: Buffer = Buffer.alloc(0);
  /** Offset of the window. */
  private base: number;

  constructor(private readonly source: ByteSource, recordsPointer: string, batch: Batch) {
    super(recordsPointer, batch);
    this.base = batch.offset;
    this.end = batch.end >= source.size ? End.FILE : End.BATCH;
  }

  /** Like `visit`, with the bytes of each extent. */
  public visitRecords(visitor: RecordVisitor): Promise<boolean> {
    return this.visit({
      extent: (extent) => {
        const bytes = this.bytesAtHand(extent);
        return bytes === undefined ? readRecord(this.source, extent).then((read) => visitor.record(extent, read)) : visitor.record(extent, bytes);
      },
      reading: () => visitor.reading?.(),
    });
  }

  protected next(): Extent | null {
    const loaded = this.base + this.window.length >= this.batch.end;
    return this.scanner.next(this.window, this.base, loaded ? this.end : End.MORE);
  }

  protected async fill(): Promise<void> {
    const loadedEnd = this.base + this.window.length;
    const { pending, position } = this.scanner;
    const keep = position - pending > MAX_RECORD_LENGTH ? position : pending;
    const kept = loadedEnd - keep;
    if (keep >= this.base && loadedEnd >= this.batch.end && position >= this.base) throw new Error(`the scan stands still at byte ${position}`);
    if (keep >= this.base && kept > READ_AGAIN) {
      const more = await this.source.read(loadedEnd, Math.min(this.batch.end, loadedEnd + Math.max(WINDOW, kept)));
      this.window = Buffer.concat([this.window.subarray(keep - this.base), more]);
    } else {
      const bytes = await this.source.read(keep, Math.min(this.batch.end, keep + WINDOW));
      this.window = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.base = keep;
  }

  private bytesAtHand({ offset, length }: Extent): Uint8Array | undefined {
    const start = offset - this.base;
    return start >= 0 && start + length <= this.window.length ? this.window.subarray(start, start + length) : undefined;
  }
}
