import { readFileSync } from 'node:fs';
import { checkJson, Line, run } from './support/command';
import { Files } from './support/files';

const files = new Files();
afterAll(() => files.remove());

const ECOMMERCE = ['--schema', 'examples/data/elastic-ecommerce-schema.json', '--key', 'order_id:N=/order_id'];

test.each([
  ['orders.json', [], { records: 2, accepted: 1, rejected: 1, reasons: { SCHEMA_VIOLATION: 1 } }, 1],
  ['order.json', [], { records: 1, accepted: 1, rejected: 0, reasons: {} }, 0],
  ['online-retail-orders.json.gz', [], { records: 724, accepted: 619, rejected: 105, reasons: { SCHEMA_VIOLATION: 105 } }, 1],
  ['elastic-ecommerce-orders.jsonl.gz', ECOMMERCE, { records: 4675, accepted: 4675, rejected: 0, reasons: {} }, 0],
])('%s', (name, options, counts, code) => {
  const path = files.sample(name);
  const bytes = readFileSync(path);

  const checked = checkJson([path, ...options]);

  expect(checked.code).toBe(code);
  expect(checked.summary).toEqual({ file: path, ...counts, bytes: bytes.length, ms: expect.any(Number) });
  expect(checked.lines).toHaveLength(counts.records);
  expectPositions(bytes, checked.lines);
});

test('both sample orders as text', () => {
  const { code, stdout, stderr } = run(['check', 'examples/data/orders.json']);

  expect(code).toBe(1);
  expect(stderr).toBe('');
  expect(stdout).toContain('2 records, 1 accepted, 1 rejected');
  expect(stdout).toContain('/contact-info must have required property \'contact-info\'');
});

/** Expects file order, no overlap, and for each record the bytes at its position. */
function expectPositions(bytes: Buffer, lines: Line[]): void {
  let end = 0;
  lines.forEach((line, index) => {
    const text = bytes.subarray(line.offset, line.offset + line.length).toString();
    expect(line.index).toBe(index);
    expect(line.offset).toBeGreaterThanOrEqual(end);
    expect(typeof JSON.parse(text)).toBe('object');
    if (line.verdict === 'rejected') expect(line.record).toBe(text);
    else expect(Object.keys(line.item!)).toEqual(expect.arrayContaining(Object.keys(JSON.parse(text))));
    end = line.offset + line.length;
  });
}
