import type { ByteSource } from './byte-source';
import { GO_ON, STOP } from './extent-reader';
import { RecordReader } from './record-reader';
import { wholeFile } from '../../../src/private/contract/whole-file';
import { CLOSE_ARRAY, CLOSE_OBJECT, isWhitespace, startsText } from '../bytes/json-bytes';
import { notationAt, wholeNotation } from '../json/notation';
import { whereMalformed } from '../json/read-json';
import type { Extent } from '../scan/scanner';

/** In bytes. A file without a record in its first FIRST_LOOK bytes is unreadable, whatever follows. */
const FIRST_LOOK = 1024 * 1024;

const SIGNATURES: Array<[bytes: string, what: string]> = [
  ['1f8b', 'is compressed with gzip'],
  ['504b0304', 'is a ZIP archive, or an Office document such as .xlsx'],
  ['50415231', 'is a Parquet file'],
  ['28b52ffd', 'is compressed with Zstandard'],
  ['fd377a585a00', 'is compressed with xz'],
  ['425a68', 'is compressed with bzip2'],
  ['d0cf11e0', 'is an old Office document such as .xls'],
  ['25504446', 'is a PDF document'],
  ['4f626a01', 'is an Avro file'],
  ['4f5243', 'is an ORC file'],
  ['fffe', 'is UTF-16 or UTF-32, not UTF-8'],
  ['feff', 'is UTF-16, not UTF-8'],
  ['0000feff', 'is UTF-32, not UTF-8'],
];

/** Why a file can't be read as records; null if it can. The text is for people and contains nothing of the file's content. */
export async function whyUnreadable(source: ByteSource, recordsPointer: string): Promise<string | null> {
  if (source.size === 0) return null;
  const head = await source.read(0, Math.min(source.size, FIRST_LOOK / 4));
  const signature = SIGNATURES.find(([bytes]) => Buffer.from(head.subarray(0, bytes.length / 2)).toString('hex') === bytes);
  if (signature) return `the file ${signature[1]}; it has to be JSON`;

  const reader = new RecordReader(source, recordsPointer, wholeFile(source.size));
  let first: Extent | undefined;
  let damaged = 0;
  let record = false;
  const enough = (): typeof STOP | typeof GO_ON => (reader.position >= FIRST_LOOK ? STOP : GO_ON);
  const all = await reader.visit({
    extent: (extent) => {
      record = extent.kind === 'record';
      if (record) return STOP;
      first ??= extent;
      damaged++;
      return enough();
    },
    reading: enough,
  });
  if (record || first === undefined) return null;
  // A record longer than the bytes examined may follow one broken line.
  return all || damaged > 1 || !reader.midway ? describe(head, first, source.size) : null;
}

function textStart(head: Uint8Array): number {
  const afterMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  let start = afterMark;
  while (start < head.length && isWhitespace(head[start])) start++;
  return start;
}

function describe(head: Uint8Array, first: Extent, size: number): string {
  const start = textStart(head);
  const byte = head[start];
  if (head.subarray(start, start + 64).some((other) => other === 0)) return 'the file contains bytes with the value 0: it is binary or UTF-16; it has to be JSON in UTF-8';
  const text = Buffer.from(head.subarray(start)).toString();
  const kind = wholeNotation(text);
  if (kind !== undefined) return `the file is ${kind}`;
  if (looksLikeTable(text)) return 'the file looks like CSV; it has to be JSON: convert it';
  if (byte !== undefined && !startsText(byte)) return `the file starts with ${notationAt(text, 0)}; it has to be JSON`;
  if (first.offset === start && first.offset + first.length >= size - 2) {
    const whole = Buffer.from(head.subarray(start, start + first.length));
    const closes = [CLOSE_OBJECT, CLOSE_ARRAY].includes(whole[whole.length - 1]);
    return closes ? `the file is not valid JSON: ${whereMalformed(whole.toString())}` : 'the file ends in the middle of its first record: upload all of it';
  }
  return `the file has no record that begins and ends in ${size > FIRST_LOOK ? 'its first MiB' : 'it'}: correct the JSON from byte ${first.offset} on`;
}

/** Whether the first two lines contain the same separator equally often. */
function looksLikeTable(text: string): boolean {
  const [first, second] = text.slice(0, 4096).split(/\r?\n/);
  return [',', ';', '\t'].some((separator) => {
    const count = first.split(separator).length;
    return count > 1 && second?.split(separator).length === count && !/[{[]/.test(first);
  });
}
