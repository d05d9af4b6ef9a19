/** Bytes to read: an object in S3, a local file, memory. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** The bytes from `offset` up to and without `end`. */
  read(offset: number, end: number): Promise<Uint8Array>;
  /** All bytes from `offset` up to and without `end`, in chunks of any length. */
  stream(offset: number, end: number): AsyncIterable<Uint8Array>;
}

/** Keeps the bytes of the last read, so that the first look at a file and the work on it share one request. */
export function cached(source: ByteSource): ByteSource {
  let start = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  return {
    size: source.size,
    stream: (offset, end) => source.stream(offset, end),
    read: async (offset, end) => {
      if (offset < start || end > start + bytes.length) {
        bytes = await source.read(offset, end);
        start = offset;
      }
      return bytes.subarray(offset - start, end - start);
    },
  };
}

export function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.length === 0 ? right : right.length === 0 ? left : Buffer.concat([left, right]);
}
