import type { ByteSource } from './byte-source';
import { concat } from './byte-source';
import { ExtentReader } from './extent-reader';
import type { Batch } from '../../../src/private/contract/messages';
import { End, Extent } from '../scan/scanner';

/** The most bytes kept for damage that begins before the bytes in which it is seen. */
const KEPT = 65_536;
const NOTHING: Uint8Array = new Uint8Array(0);

/** Reads to the end of a file from one stream, in constant memory. Opens another stream only if damage starts far back. */
export class StreamReader extends ExtentReader {
  private chunks: AsyncIterator<Uint8Array> | null = null;
  private bytes = NOTHING;
  /** Offset of `bytes`. */
  private base: number;
  /** The bytes before `bytes` that may be part of an extent that is not out yet. */
  private before = NOTHING;

  constructor(private readonly source: ByteSource, recordsPointer: string, rest: Batch) {
    super(recordsPointer, rest);
    this.base = rest.offset;
  }

  /** Closes the stream. Call it at the end. */
  public async close(): Promise<void> {
    const { chunks } = this;
    this.chunks = null;
    await chunks?.return?.();
  }

  protected next(): Extent | null {
    return this.scanner.next(this.bytes, this.base, this.base + this.bytes.length >= this.batch.end ? End.FILE : End.MORE);
  }

  protected async fill(): Promise<void> {
    const { position } = this.scanner;
    if (position >= this.base) this.putAside();
    else if (position >= this.base - this.before.length) return this.takeBack();
    else await this.startAgain(position);
    this.bytes = concat(this.bytes, await this.nextChunk());
  }

  /** Drops the bytes that the scanner has passed, except those that it may go back to. */
  private putAside(): void {
    const { position, pending } = this.scanner;
    const seen = this.bytes.subarray(0, position - this.base);
    if (position - pending > KEPT) this.before = NOTHING;
    else this.before = pending < this.base ? concat(this.before, seen) : seen.subarray(pending - this.base);
    this.bytes = this.bytes.subarray(position - this.base);
    this.base = position;
  }

  /** The damage seen now began in the bytes put aside. */
  private takeBack(): void {
    this.bytes = concat(this.before, this.bytes);
    this.base -= this.before.length;
    this.before = NOTHING;
  }

  /** The damage seen now began even earlier: reads the bytes again. */
  private async startAgain(position: number): Promise<void> {
    await this.close();
    this.bytes = NOTHING;
    this.before = NOTHING;
    this.base = position;
  }

  private async nextChunk(): Promise<Uint8Array> {
    const from = this.base + this.bytes.length;
    const { end } = this.batch;
    if (from >= end) return NOTHING;
    this.chunks ??= this.source.stream(from, end)[Symbol.asyncIterator]();
    const { done, value } = await this.chunks.next();
    if (done) throw new Error(`the stream ended after ${from} of ${end} bytes`);
    return value;
  }
}
