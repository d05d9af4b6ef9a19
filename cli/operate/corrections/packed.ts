import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A text as it is kept in a row: rows are billed by the KB, and have 400 KB at most. */
export const pack = (text: string): Uint8Array => deflateRawSync(text);

export const unpack = (packed: Uint8Array): string => inflateRawSync(packed).toString();
