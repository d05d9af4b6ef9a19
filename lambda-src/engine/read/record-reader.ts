import type { ByteSource } from './byte-source';
import type { Batch } from '../../../src/private/contract/messages';
import { MAX_RECORD_LENGTH } from '../assess/assess-record';
import { End, Extent, Scanner } from '../scan/scanner';

const WINDOW = 256 * 1024;
/** The beginning of a record that is not longer than this is read again with the next window, which saves copying that. */
const READ_AGAIN = 64 * 1024;

/** Reads the extents of a batch window by window, with their bytes. */
export class RecordReader {
  private readonly scanner: Scanner;
  private readonly end: End;
  private window: Buffer = Buffer.alloc(0);
  private base: number;

  constructor(private readonly source: ByteSource, recordsPointer: string, private readonly batch: Batch) {
    this.scanner = new Scanner(recordsPointer, batch);
    this.base = batch.offset;
    this.end = batch.end >= source.size ? End.FILE : End.BATCH;
  }

  /** Offset up to which it has looked. */
  public get position(): number {
    return this.scanner.position;
  }

  /** Inside something that has not ended. */
  public get midway(): boolean {
    return this.scanner.pending < this.scanner.position;
  }

  /** What follows the last extent; to be asked for right after it. */
  public rest(): Batch {
    const { offset, index, scan } = this.scanner.boundary();
    return { offset, end: this.batch.end, index, scan };
  }

  /** The next extent in what has been read; null when more has to be read, or nothing is left. */
  public next(): Extent | null {
    const loaded = this.base + this.window.length >= this.batch.end;
    return this.scanner.next(this.window, this.base, loaded ? this.end : End.MORE);
  }

  /** Reads on; false when nothing is left. */
  public async fill(): Promise<boolean> {
    if (this.scanner.done) return false;
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
    return true;
  }

  /** The bytes of an extent that has just come out; null when it is too long to have been kept. */
  public async bytesOf({ offset, length }: Extent): Promise<Uint8Array | null> {
    if (length > MAX_RECORD_LENGTH) return null;
    const start = offset - this.base;
    if (start >= 0 && start + length <= this.window.length) return this.window.subarray(start, start + length);
    return length === 0 ? new Uint8Array(0) : this.source.read(offset, offset + length);
  }

  /** The same without waiting, where the bytes are at hand. */
  public bytesAtHand({ offset, length }: Extent): Uint8Array | undefined {
    const start = offset - this.base;
    return start >= 0 && start + length <= this.window.length ? this.window.subarray(start, start + length) : undefined;
  }
}
