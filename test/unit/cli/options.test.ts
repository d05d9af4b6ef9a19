import { basename } from 'node:path';
import { checkJson, run } from './support/command';
import { Files } from './support/files';
import { order } from '../../../testkit/orders';

const files = new Files();
afterAll(() => files.remove());

/** The table keys of the accepted records. */
function keys(record: object, ...options: string[]): unknown[] {
  return checkJson([files.write('keys.json', record), '--schema', files.write('any.json', {}), ...options]).lines.map(({ key }) => key);
}

test.each([
  ['one pointer', ['--key', '/id'], { orderId: 'a' }],
  ['several, repeated', ['--key', '/no', '--key', '/id'], { orderId: 'a' }],
  ['several, with commas', ['--key', '/no,/id'], { orderId: 'a' }],
  ['several: the first that exists decides, whatever its type', ['--key', '/number,/id'], undefined],
  ['with a name', ['--key', 'order=/id'], { order: 'a' }],
  ['with a name and a type', ['--key', 'order:N=/no,/number'], { order: '5' }],
  ['a name, then more pointers', ['--key', 'order:S=/no', '--key', '/id'], { order: 'a' }],
  ['escapes in a pointer', ['--key', '/a~1b'], { orderId: 'slash' }],
  ['comma and equals sign in a pointer', ['--key', '/x,y=z'], { orderId: 'comma' }],
  ['partition and sort key in one value, as for the example app', ['--key', 'order=/id line:N=/number'], { order: 'a', line: '5' }],
  ['partition and sort key', ['--key', 'order=/id', '--sort-key', 'line:N=/no', '--sort-key', '/number'], { order: 'a', line: '5' }],
])('--key: %s', (_, options, key) => {
  const record = { 'id': 'a', 'number': 5, 'a/b': 'slash', 'x,y=z': 'comma' };

  expect(keys(record, ...options)).toEqual([key]);
});

test('the sort key goes with the default partition key', () => {
  expect(keys({ ...order({}, 'a'), line: 1 }, '--sort-key', 'line:N=/line')).toEqual([{ orderId: 'a', line: '1' }]);
});

test('--records', () => {
  const path = files.write('wrapped.json', { sales: { 'of/today': [order({}, '1'), order({}, '2')] } });

  expect(checkJson([path, '--records', '/sales/of~1today'])).toMatchObject({ code: 0, summary: { records: 2 } });
  expect(checkJson([path])).toMatchObject({ code: 1, summary: { records: 1 } });
});

test('--record-version', () => {
  const texts = ['"2026-11-26T10:15:00+01:00"', '7', '"soon"'].map((at, i) => JSON.stringify(order({}, `${i}`)).replace(/^{/, `{"at":${at},`));
  const path = files.write('versions.jsonl', [...texts, JSON.stringify({ ...order({}, '3'), by: [1] }), JSON.stringify(order({}, '4'))].join('\n'));

  const { code, lines } = checkJson([path, '--record-version', '/at,/by/0']);

  expect(code).toBe(1);
  expect(lines.map(({ verdict, item, reason }) => (verdict === 'accepted' ? item!._version : reason))).toEqual([
    { N: '1795684500000000000' }, { N: '7' }, 'INVALID_VERSION', { N: '1' }, 'INVALID_VERSION',
  ]);
  expect(checkJson([path]).lines.map(({ verdict }) => verdict)).toEqual(Array(5).fill('accepted'));
  expect(run(['check', path, '--record-version', 'at'])).toMatchObject({ code: 64, stderr: expect.stringContaining('--record-version') });
  expect(run(['check', path, '--record-version', ''])).toMatchObject({ code: 64, stderr: expect.stringContaining('/updated_at') });
});

test('--schema and --reference', () => {
  const schema = files.write('schema.json', { properties: { qty: { $ref: 'https://example.com/qty' } }, required: ['qty'] });
  const reference = files.write('qty.json', { $id: 'https://example.com/qty', type: 'integer', minimum: 1 });
  const path = files.write('orders.jsonl', [{ ...order({}, '1'), qty: 1 }, { ...order({}, '2'), qty: 0 }].map((each) => JSON.stringify(each)).join('\n'));

  const { code, lines } = checkJson([path, '--schema', schema, '--reference', reference]);

  expect(code).toBe(1);
  expect(lines.map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected']);
  expect(lines[1].errors).toMatchObject([{ pointer: '/qty', keyword: 'minimum' }]);
});

test('an unknown keyword of a schema gives a warning', () => {
  const schema = files.write('odd.json', { type: 'object', requird: ['a'] });
  const path = files.write('order.json', order({}, '1'));

  expect(run(['check', path, '--schema', schema]).stderr).toBe(`warning: ${schema}: unknown keyword: "requird"\n`);
  expect(checkJson([path, '--schema', schema]).summary.warnings).toEqual([`${schema}: unknown keyword: "requird"`]);
});

test('file names are relative to the working directory', () => {
  const path = files.write('here.json', order({}, '1'));
  files.write('here-schema.json', {});

  expect(run(['check', basename(path), '--schema', 'here-schema.json'], { cwd: files.directory }).code).toBe(0);
});

test('options may come before the file, and the name of a file may look like an option', () => {
  files.write('--json', order({}, '1'));

  const { code, stdout } = run(['check', '--key', '/order-info/OrderId', '--', '--json'], { cwd: files.directory });

  expect(code).toBe(0);
  expect(stdout).toContain('1 record, all accepted');
});
