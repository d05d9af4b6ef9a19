import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anything } from './support/assess';
import { MemoryFile, scan } from './support/files';
import { assessBatch } from '../../../lambda-src/engine/assess/assess-batch';
import { whyUnreadable } from '../../../lambda-src/engine/read/unreadable-file';
import type { Batch } from '../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';
import { ROOT } from '../../../tools/root';

interface Case {
  readonly name: string;
  readonly input: string;
}

const CASES: Case[] = [
  ...JSON.parse(readFileSync(join(ROOT, 'test', 'unit', 'suites', 'json-test-suite', 'cases.json'), 'utf8')) as Case[],
  { name: 'n_structure_100000_opening_arrays', input: '['.repeat(100_000) },
  { name: 'n_structure_open_array_object', input: '[{"":'.repeat(50_000) },
];
const FIRST = '{"id":"first"}';
const LAST = '{"id":"last"}';
const options = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'pk', type: 'S' as const, pointers: ['/id'] }] };

/** The accepted records of a file, the reasons of the rejected ones, and the number of bytes in both. */
async function process(content: string): Promise<{ accepted: string[]; reasons: string[]; held: number }> {
  const file = new MemoryFile(content);
  const accepted: string[] = [];
  const reasons: string[] = [];
  let held = 0;
  for (let batch: Batch | null = wholeFile(file.size); batch !== null;) {
    const answer = await assessBatch({ source: file, batch, options, validate: anything, objectKey: 'k' });
    accepted.push(...answer.accepted.map(({ record }) => record!));
    reasons.push(...answer.rejected.map(({ reason }) => reason));
    for (const { offset, length, record, recordBase64 } of [...answer.accepted, ...answer.rejected]) {
      const bytes = record === null ? Buffer.from(recordBase64!, 'base64') : Buffer.from(record);
      expect(bytes.equals(file.bytes.subarray(offset, offset + length))).toBe(true);
      held += length;
    }
    batch = answer.next;
  }
  return { accepted, reasons, held };
}

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe.each(CASES)('$name', ({ name, input }) => {
  const valid = name.startsWith('y_') || (!name.startsWith('n_') && parses(input));
  const text = input.trim();

  test('as one of several lines leaves the other lines', async () => {
    const { accepted, held } = await process(`${FIRST}\n${input}\n${LAST}\n`);

    expect(accepted[0]).toBe(FIRST);
    expect(accepted[accepted.length - 1]).toBe(LAST);
    expect(held).toBeGreaterThanOrEqual(FIRST.length + LAST.length);
  });

  test('as an element of an array leaves the record before it', async () => {
    const file = `{"orders":[${FIRST},${input},${LAST}]}`;

    const { accepted, reasons } = await process(file);

    expect(accepted[0]).toBe(FIRST);
    if (valid) {
      expect(scan(file).map(({ kind, offset, length }) => [kind, Buffer.from(file).toString('utf8', offset, offset + length)]))
        .toEqual([['record', FIRST], ['record', text], ['record', LAST]]);
      expect(reasons).not.toContain('MALFORMED_JSON');
    } else if (name.startsWith('n_')) {
      expect(accepted.filter((record) => record !== FIRST && record !== LAST)).toEqual([]);
      expect(reasons.length).toBeGreaterThan(0);
    }
  });

  test('as a file is read as records, or becomes one dead letter', async () => {
    const why = await whyUnreadable(new MemoryFile(input), '/orders');
    if (why !== null) {
      expect(valid).toBe(false);
      expect(why).toMatch(/^the file [^{}[\]]+$/);
      return;
    }

    const { reasons, held } = await process(input);

    if (valid) expect(reasons).not.toContain('MALFORMED_JSON');
    expect(held).toBeLessThanOrEqual(Buffer.byteLength(input));
  });
});
