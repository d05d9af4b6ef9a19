import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArguments, UsageError } from '../../../tools/demo/arguments';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'demo-arguments-'));
  for (const name of ['a.json', 'b.json', 'schema.json']) writeFileSync(join(directory, name), '{}');
});

afterAll(() => rmSync(directory, { recursive: true }));

const parse = (...argv: string[]) => parseArguments(argv, directory);

test('files keep their names as given, relative to the working directory of the caller', () => {
  expect(parse('a.json', join(directory, 'b.json')).files).toEqual([
    { name: 'a.json', path: join(directory, 'a.json') },
    { name: join(directory, 'b.json'), path: join(directory, 'b.json') },
  ]);
});

test('schema, records and report', () => {
  expect(parse('a.json', '--schema', 'schema.json', '--records', '/sales/orders', '--report', 'r.html', '--keep', '--desk', '--json')).toMatchObject({
    schema: join(directory, 'schema.json'), records: '/sales/orders', report: join(directory, 'r.html'), keep: true, desk: true, json: true,
  });
});

test.each([
  [['--key', '/id'], '/id'],
  [['--key', '/id,/Id', '--key', '/ID'], '/id,/Id,/ID'],
  [['--key', 'order_id:N=/order_id'], 'order_id:N=/order_id'],
  [['--key', 'orderId=/a~1b,/c'], 'orderId=/a~1b,/c'],
])('key %j', (argv, key) => expect(parse('a.json', ...argv).key).toBe(key));

test.each([
  [['nowhere.json'], /no file nowhere\.json.*looked for/],
  [['.'], /is not a file/],
  [['a.json', '--schema', 'nowhere.json'], /no file nowhere\.json/],
  [['a.json', '--key', 'OrderId'], /--key OrderId: not a JSON pointer.*\/order-info\/OrderId/],
  [['a.json', '--key', 'id:B=/id'], /:S for a string or :N for a number/],
  [['a.json', '--key', '/id,other=/id'], /only the first/],
  [['a.json', '--key', '/a~2'], /not a JSON pointer/],
  [['a.json', '--records', 'orders'], /--records orders: not a JSON pointer/],
  [['a.json', '--report', '.'], /is a directory/],
  [['a.json', '--report', 'no/such/report.html'], /no directory/],
  [['a.json', '--verbose'], /--verbose/],
  [['--example', 'java'], /no example in java.*npm run example -- typescript or python/],
  [['--example'], /--example/],
  [['a.json', '--json=yes'], /--json/],
])('%j is refused', (argv, message) => {
  expect(() => parse(...argv)).toThrow(UsageError);
  expect(() => parse(...argv)).toThrow(message);
});

test('help works even with other arguments that are wrong', () => {
  expect(parse('--help', 'nowhere.json')).toMatchObject({ help: true });
});
