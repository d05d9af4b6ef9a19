import { anything } from './support/assess';
import { assessBatch } from '../../../lambda-src/engine/assess/assess-batch';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';

/** The byte sequences that decoders get wrong, by kind: those of Markus Kuhn's UTF-8 decoder stress test. */
const SEQUENCES: Record<string, number[][]> = {
  'first of each length': [[0x7f], [0xc2, 0x80], [0xe0, 0xa0, 0x80], [0xf0, 0x90, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80]],
  'last of each length': [[0xdf, 0xbf], [0xef, 0xbf, 0xbf], [0xf4, 0x8f, 0xbf, 0xbf], [0xf7, 0xbf, 0xbf, 0xbf], [0xfb, 0xbf, 0xbf, 0xbf, 0xbf]],
  'around the gaps': [[0xed, 0x9f, 0xbf], [0xee, 0x80, 0x80], [0xef, 0xbf, 0xbd], [0xf4, 0x90, 0x80, 0x80]],
  'continuation bytes alone': Array.from({ length: 64 }, (_, i) => [0x80 + i]),
  'first bytes alone': Array.from({ length: 62 }, (_, i) => [0xc0 + i, 0x20]),
  'last byte missing': [[0xc0], [0xe0, 0x80], [0xf0, 0x80, 0x80], [0xdf], [0xef, 0xbf], [0xf7, 0xbf, 0xbf]],
  'impossible bytes': [[0xfe], [0xff], [0xfe, 0xfe, 0xff, 0xff]],
  'overlong': [[0xc0, 0xaf], [0xe0, 0x80, 0xaf], [0xf0, 0x80, 0x80, 0xaf], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf], [0xf0, 0x8f, 0xbf, 0xbf], [0xc0, 0x80]],
  'halves of surrogate pairs': [[0xed, 0xa0, 0x80], [0xed, 0xad, 0xbf], [0xed, 0xaf, 0xbf], [0xed, 0xb0, 0x80], [0xed, 0xbf, 0xbf]],
  'surrogate pairs': [[0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80], [0xed, 0xaf, 0xbf, 0xed, 0xbf, 0xbf]],
  'no characters': [[0xef, 0xbf, 0xbe], [0xef, 0xb7, 0x90], [0xf0, 0x9f, 0xbf, 0xbe], [0xf4, 0x8f, 0xbf, 0xbe]],
};

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isText(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const cases = Object.values(SEQUENCES).flat();
const lines = cases.map((bytes, i) => Buffer.concat([Buffer.from(`{"id":"${i}","text":"<`), Buffer.from(bytes), Buffer.from('>"}')]));
const file = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));

test.each(['lines', 'array'])('%s: a record that is not UTF-8 becomes a dead letter with its bytes, all others are stored', async (shape) => {
  const bytes = shape === 'lines' ? file : Buffer.concat([Buffer.from('['), ...lines.flatMap((line, i) => [Buffer.from(i ? ',' : ''), line]), Buffer.from(']')]);
  const source = { size: bytes.length, read: async (from: number, to: number) => bytes.subarray(from, to), stream: () => { throw new Error('not used'); } };
  const options = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'pk', type: 'S' as const, pointers: ['/id'] }] };

  const { accepted, rejected, next } = await assessBatch({
    source, options, validate: anything, objectKey: 'stress.json', batch: wholeFile(bytes.length),
  });

  expect(next).toBeNull();
  const good = lines.flatMap((line, i) => (isText(line) ? [i] : []));
  const bad = lines.flatMap((line, i) => (isText(line) ? [] : [i]));
  expect(accepted.map(({ index }) => index)).toEqual(good);
  const refused = (line: Buffer): boolean => /[\ufffe\uffff]/.test(line.toString());
  expect(accepted.map(({ record, recordBase64 }) => [record, recordBase64]))
    .toEqual(good.map((i) => (refused(lines[i]) ? [null, lines[i].toString('base64')] : [lines[i].toString(), null])));
  expect(rejected.map(({ index, reason }) => [index, reason])).toEqual(bad.map((i) => [i, 'INVALID_ENCODING']));
  expect(rejected.map(({ recordBase64 }) => recordBase64)).toEqual(bad.map((i) => lines[i].toString('base64')));
  expect(good.length).toBeGreaterThan(10);
  expect(bad.length).toBeGreaterThan(140);
});
