import type { Fed } from '../../../../bench/rivals/trust/corpus';
import { corpus } from '../../../../bench/rivals/trust/corpus';
import { exactAttribute, exactJson } from '../../../../bench/rivals/trust/exact';
import { judge } from '../../../../bench/rivals/trust/judge';

const fed = (id: string, belongs: Fed['belongs'] = 'table', total = '1.50'): Fed => ({
  id, belongs, file: 'orders.json', text: `{"contact-info":{},"order-info":{"OrderId":"${id}","mark":"${id}","total":${total}}}`,
});
const item = (id: string, total = '1.5') => ({ 'orderId': { S: id }, 'contact-info': { M: {} }, 'order-info': { M: { OrderId: { S: id }, mark: { S: id }, total: { N: total } } } });
const nothing = { items: [], deadLetters: [], logs: '', failedInputs: [] };
const [A] = ['one-000001'];

test.each([
  ['an item with the same numbers is right', { ...nothing, items: [item(A)] }, 'table', 'right'],
  ['an item of JSON texts is right as well', { ...nothing, items: [{ 'orderId': { S: A }, 'contact-info': { S: '{}' }, 'order-info': { S: `{"total":15e-1,"mark":"${A}","OrderId":"${A}"}` } }] }, 'table', 'right'],
  ['an item with another number is changed', { ...nothing, items: [item(A, '1.6')] }, 'table', 'changed'],
  ['an item of a record that cannot be stored unchanged is changed', { ...nothing, items: [item(A)] }, 'queue', 'changed'],
  ['a dead letter with the record keeps it', { ...nothing, deadLetters: [JSON.stringify({ record: `{"mark":"${A}"}` })] }, 'queue', 'kept'],
  ['bytes that are not UTF-8 are looked into', { ...nothing, deadLetters: [JSON.stringify({ record: null, recordBase64: Buffer.from(`"${A}"\xFF`, 'latin1').toString('base64') })] }, 'queue', 'kept'],
  ['a dead letter that only names the file is a trace', { ...nothing, deadLetters: [JSON.stringify({ key: 'orders.json' })] }, 'table', 'traced'],
  ['a log line is a trace', { ...nothing, logs: `Invalid order ${A}` }, 'table', 'traced'],
  ['a failed execution that names the file is a trace', { ...nothing, failedInputs: ['{"key":"orders.json"}'] }, 'table', 'traced'],
  ['another record under the same table key does not count', { ...nothing, items: [item('one-000002')] }, 'either', 'lost'],
] as const)('%s', (_, left, belongs, fate) => {
  expect(judge([fed(A, belongs)], left)).toEqual({ right: 0, kept: 0, traced: 0, changed: 0, lost: 0, [fate]: 1 });
});

test('numbers are compared exactly, whatever their spelling', () => {
  expect(exactJson('[1.50, 0.0, 12e3, -1]')).toBe(exactJson('[15e-1, 0, 12000, -1.0]'));
  expect(exactJson('9007199254740993')).not.toBe(exactJson('9007199254740992'));
  expect(exactAttribute({ N: '12345678901234567890' })).toBe(exactJson('12345678901234567890'));
});

test('every alternative is fed with the same records, and no id is part of another', () => {
  const size = { large: 10, smallFiles: 3 };
  const [json, jsonl] = (['json', 'jsonl'] as const).map((format) => corpus({ format }, size));

  expect(jsonl.map(({ id, records }) => ({ id, records }))).toEqual(json.map(({ id, records }) => ({ id, records })));
  expect(json.flatMap(({ records }) => records).filter(({ file, id }) => file.includes(id))).toEqual([]);
  const ids = json.flatMap(({ records }) => records.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids.map((id) => id.length - id.lastIndexOf('-')))).toEqual(new Set([7]));
});
