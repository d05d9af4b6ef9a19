import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * A text as it is kept in a row: rows are billed by the KB, and have 400 KB at most. It is a copy, because what zlib answers keeps a
 * chunk of 16 KiB in memory, however short the text is.
 */
export const pack = (text: string): Uint8Array => new Uint8Array(deflateRawSync(text));

export const unpack = (packed: Uint8Array): string => inflateRawSync(packed).toString();
