import type { ByteSource } from '../../../../lambda-src/engine/read/byte-source';
import { Boundary, End, Extent, Scanner } from '../../../../lambda-src/engine/scan/scanner';

export type Content = string | Uint8Array;

export const bytesOf = (content: Content): Buffer => Buffer.from(content as string);

/** A file in memory that counts its reads. */
export class MemoryFile implements ByteSource {
  public readonly bytes: Buffer;
  public readonly reads: Array<[offset: number, end: number]> = [];
  public streams = 0;
  public readonly lastModified = new Date('2026-11-26T10:15:00Z');

  constructor(content: Content, private readonly chunkSize = 65_536) {
    this.bytes = bytesOf(content);
  }

  public get size(): number {
    return this.bytes.length;
  }

  public read(offset: number, end: number): Promise<Uint8Array> {
    this.reads.push([offset, end]);
    return Promise.resolve(this.bytes.subarray(offset, end));
  }

  public async* stream(offset: number, end: number): AsyncIterable<Uint8Array> {
    this.streams++;
    for (let at = offset; at < end; at += this.chunkSize) yield this.bytes.subarray(at, Math.min(end, at + this.chunkSize));
  }
}

export interface ScanOptions {
  readonly pointer?: string;
  /** Sizes of the chunks in bytes, repeated in this order. */
  readonly chunks?: number[];
  readonly from?: Boundary;
  readonly end?: number;
}

/** All extents of a file, with the boundary after each. */
export function scan(content: Content, { pointer = '/orders', chunks = [Infinity], from, end }: ScanOptions = {}): Array<Extent & { next: Boundary; settled: boolean }> {
  const bytes = bytesOf(content);
  const stop = end ?? bytes.length;
  const scanner = new Scanner(pointer, from);
  const extents: Array<Extent & { next: Boundary; settled: boolean }> = [];
  let start = scanner.position;
  let loaded = start;
  for (let step = 0; !scanner.done; step++) {
    if (step > 20 * (bytes.length + 10)) throw new Error(`the scan does not end; it stands at ${scanner.position}`);
    loaded = Math.min(stop, loaded + chunks[step % chunks.length]);
    const window = bytes.subarray(start, loaded);
    const what = loaded < stop ? End.MORE : stop === bytes.length ? End.FILE : End.BATCH;
    for (let extent = scanner.next(window, start, what); extent; extent = scanner.next(window, start, what)) {
      extents.push({ ...extent, next: scanner.boundary(), settled: scanner.settled });
    }
    if (scanner.position < start || scanner.position > loaded) loaded = scanner.position;
    start = scanner.position;
  }
  return extents;
}

/** Seconds that a scan takes, chunk by chunk. */
export function timeScan(bytes: Uint8Array): number {
  const start = process.hrtime.bigint();
  const scanner = new Scanner('/orders');
  for (let from = 0, to = 0; !scanner.done; from = scanner.position) {
    to = Math.min(bytes.length, Math.max(to, scanner.position) + 65_536);
    if (scanner.position < from) to = Math.min(bytes.length, scanner.position + 65_536);
    const window = bytes.subarray(from, to);
    while (scanner.next(window, from, to < bytes.length ? End.MORE : End.FILE) !== null);
    if (scanner.position < from) to = scanner.position;
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}
