import { checkJson, Line } from './support/command';
import { Files } from './support/files';
import { order } from '../../../testkit/orders';

const files = new Files();
afterAll(() => files.remove());

function lines(content: string | Buffer, ...options: string[]): Line[] {
  return checkJson([files.write('input.json', content), ...options]).lines;
}

test('an accepted record has its table key and its item in DynamoDB JSON', () => {
  const record = '{"order-info":{"OrderId":"7"},"contact-info":{},"n":1.50,"t":true,"z":null,"l":[1,"a"],"m":{"s":""}}';

  expect(lines(record)).toEqual([{
    index: 0,
    offset: 0,
    length: record.length,
    verdict: 'accepted',
    key: { orderId: '7' },
    item: {
      'order-info': { M: { OrderId: { S: '7' } } },
      'contact-info': { M: {} },
      'n': { N: '1.50' },
      't': { BOOL: true },
      'z': { NULL: true },
      'l': { L: [{ N: '1' }, { S: 'a' }] },
      'm': { M: { s: { S: '' } } },
      'orderId': { S: '7' },
      '_contentHash': { S: expect.any(String) },
      '_source': { S: 'input.json#0' },
    },
  }]);
});

test('a rejected record has reason, errors and its text', () => {
  const record = '{ "order-info": {"OrderId":"7"} }';

  expect(lines(`\n${record}`)).toEqual([{
    index: 0,
    offset: 1,
    length: record.length,
    verdict: 'rejected',
    reason: 'SCHEMA_VIOLATION',
    errors: [{ pointer: '/contact-info', keyword: 'required', message: expect.any(String) }],
    record,
  }]);
});

test('a numeric table key is printed as it is written in the file', () => {
  const [{ key }] = lines(JSON.stringify(order({}, 0)).replace(':0', ':10000000000000000999'), '--key', 'id:N=/order-info/OrderId');

  expect(key).toEqual({ id: '10000000000000000999' });
});

test('partition key and sort key', () => {
  const [{ key, item }] = lines(JSON.stringify({ ...order({}, 'a'), line: 12 }), '--key', 'order=/order-info/OrderId', '--sort-key', 'line:N=/line');

  expect(key).toEqual({ order: 'a', line: '12' });
  expect(item).toMatchObject({ order: { S: 'a' }, line: { N: '12' } });
});

test('a record that is not UTF-8 is printed in base64', () => {
  const record = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);

  const [line] = lines(record);

  expect(line).toMatchObject({ verdict: 'rejected', reason: 'INVALID_ENCODING', recordBase64: record.toString('base64') });
  expect(line).not.toHaveProperty('record');
});

test.each(['\ufffe', '\uffff'])('a record with %j, which SQS refuses, is printed in base64; if it is accepted, its item has the character', (character) => {
  const record = JSON.stringify({ ...order({}, '1'), text: character });
  const rejected = record.replace('order-info', 'order');

  const found = lines(`${record}\n${rejected}`);

  expect(found).toMatchObject([{ verdict: 'accepted', item: { text: { S: character } } }, { verdict: 'rejected', recordBase64: Buffer.from(rejected).toString('base64') }]);
  expect(found[1]).not.toHaveProperty('record');
});

test('a record that is too large for a dead letter has its position but no text', () => {
  const big = JSON.stringify({ text: 'x'.repeat(5_000_000) });

  const [, line, after] = lines([order({}, '1'), '', order({}, '2')].map((each) => each === '' ? big : JSON.stringify(each)).join('\n'));

  expect(line).toMatchObject({ index: 1, length: big.length, reason: 'RECORD_TOO_LARGE' });
  expect(line).not.toHaveProperty('record');
  expect(line).not.toHaveProperty('recordBase64');
  expect(after).toMatchObject({ index: 2, verdict: 'accepted', offset: line.offset + line.length + 1 });
});

test('control characters and separators stay inside their line', () => {
  const record = JSON.stringify({ ...order({}, '1'), text: 'a\u2028b\u2029\u0085\n\u001b[31m' });

  const found = lines(`${record}\n${record.replace('order-info', 'order')}`);

  expect(found).toHaveLength(2);
  expect(found[0].item).toHaveProperty('text', { S: 'a\u2028b\u2029\u0085\n\u001b[31m' });
  expect(JSON.parse(found[1].record!)).toHaveProperty('text', 'a\u2028b\u2029\u0085\n\u001b[31m');
});

test.each(['{"orders":[]}', '', ' \n\n '])('a file without records is not rejected: %j', (content) => {
  const { code, summary } = checkJson([files.write('none.json', content)]);

  expect(code).toBe(0);
  expect(summary).toMatchObject({ records: 0, accepted: 0, rejected: 0, reasons: {} });
});

test.each([
  ['CSV', 'id;qty\n1;2\n3;4\n'],
  ['gzip', Buffer.from('1f8b0800000000000003', 'hex')],
  ['XML', '<orders><order/></orders>'],
])('a file of %s gives a fileError and nothing else', (_, content) => {
  const { code, lines: none, summary } = checkJson([files.write('unreadable', content)]);

  expect(code).toBe(2);
  expect(none).toEqual([]);
  expect(summary).toMatchObject({ records: 0, accepted: 0, rejected: 0, fileError: { reason: 'FILE_UNREADABLE', message: expect.any(String) } });
});

test('a rejected record has all that is wrong with it', () => {
  const [{ errors }] = lines('{"order-info":1}');

  expect(errors).toEqual([
    { pointer: '/contact-info', keyword: 'required', message: 'must have required property \'contact-info\'' },
    { pointer: '/order-info', keyword: 'type', message: 'must be object' },
  ]);
});
