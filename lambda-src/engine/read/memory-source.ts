import type { ByteSource } from './byte-source';

/** In bytes. The size of the chunks in which S3 sends an object. */
const CHUNK = 64 * 1024;

/** Bytes at hand. */
export function memorySource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, end) => bytes.subarray(offset, end),
    async* stream(offset, end) {
      for (let at = offset; at < end; at += CHUNK) yield bytes.subarray(at, Math.min(end, at + CHUNK));
    },
  };
}
