import { scan } from './support/files';

const order = (number: number): string => JSON.stringify({ 'order-info': { OrderId: `A-${number}`, total: 10.5 }, 'contact-info': { name: `Buyer ${number}` } });
const orders = Array.from({ length: 5 }, (_, k) => order(k));
const pretty = orders.map((text) => JSON.stringify(JSON.parse(text), null, 2));

const found = (file: string): string[] => {
  const bytes = Buffer.from(file);
  return scan(bytes).map(({ kind, offset, length }) => (kind === 'record' ? '' : 'damaged: ') + bytes.toString('utf8', offset, offset + length));
};

describe('what stands between whole texts costs nothing', () => {
  test.each<[string, string]>([
    ['a backslash and an n', orders.join('\\n')], ['a backslash and an r, a backslash and an n', orders.join('\\r\\n')], ['a backslash and a t', orders.join('\\t')],
    ['a comma behind each line', orders.map((text) => `${text},\n`).join('')], ['a comma between lines', orders.join(',\n')], ['commas on one line', orders.join(',')],
    ['U+001E before each text', orders.map((text) => `\u001e${text}\n`).join('')], ['a byte-order mark before each line', orders.map((text) => `\ufeff${text}\n`).join('')],
    ['two byte-order marks', `\ufeff\ufeff${orders.join('\n')}`], ['U+00A0', orders.join('\u00a0')], ['U+3000 and U+2028', orders.join('\u3000\u2028')], ['U+200B', orders.join('\u200b\n')],
  ])('%s', (_, file) => {
    expect(found(file)).toEqual(orders);
  });

  test('a comma behind each text of several lines', () => {
    expect(found(pretty.map((text) => `${text},\n`).join(''))).toEqual(pretty);
  });

  test('a byte-order mark before each array', () => {
    expect(found(`\ufeff[${orders[0]},${orders[1]}]\n\ufeff[${orders[2]}]`)).toEqual(orders.slice(0, 3));
  });
});

describe('words before and behind a whole text are damage by themselves', () => {
  test.each<[string, string, string[]]>([
    ['behind a text', `${orders[0]} oops\n${orders[1]}\n`, [orders[0], 'damaged: oops', orders[1]]],
    ['before a text', `oops ${orders[0]}\n${orders[1]}\n`, ['damaged: oops', orders[0], orders[1]]],
    ['above indented rows', `Report of orders\n    ${orders[0]}\n    ${orders[1]}\n`, ['damaged: Report of orders', orders[0], orders[1]]],
    ['to the left of indented rows', `Orders:  ${orders[0]}\n         ${orders[1]}\n         ${orders[2]}\n`, ['damaged: Orders:', ...orders.slice(0, 3)]],
  ])('%s', (_, file, extents) => {
    expect(found(file)).toEqual(extents);
  });
});
