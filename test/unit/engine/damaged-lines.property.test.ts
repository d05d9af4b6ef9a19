import * as fc from 'fast-check';
import { scan } from './support/files';
import { objects, styles } from './support/json-texts';
import { runs } from './support/runs';

/** Ways to break one line of a file. */
const breakages: Record<string, (line: string, where: number) => string> = {
  'cut off': (line, where) => line.slice(0, 1 + (where % (line.length - 1))),
  'without its beginning': (line, where) => line.slice(1 + (where % (line.length - 1))),
  'without a bracket or quote': (line, where) => without(line, /[{}[\]"]/g, where),
  'with a surplus bracket or quote': (line, where) => insert(line, '{}[]"'[where % 5], where),
  'with a surplus comma or colon': (line, where) => insert(line, ',:'[where % 2], where),
  'replaced by words': () => 'this is not JSON, is it?',
  'cut off after a colon': (line) => `${line.slice(0, -1)}${line === '{}' ? '' : ','}"x":`,
  'cut off after a comma': (line) => `${line.slice(0, -1)},`,
  'cut off in a name': (line) => `${line.slice(0, -1)},"x`,
};

function without(line: string, what: RegExp, where: number): string {
  const places = [...line.matchAll(what)].map(({ index }) => index);
  const place = places[where % places.length];
  return line.slice(0, place) + line.slice(place + 1);
}

function insert(line: string, what: string, where: number): string {
  const place = where % (line.length + 1);
  return line.slice(0, place) + what + line.slice(place);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const lines = fc.array(objects.map((object) => JSON.stringify({ ...object, orders: 0 })), { minLength: 3, maxLength: 8 });

describe('JSON Lines: a broken line costs only that line', () => {
  test.each(Object.entries(breakages))('%s', (name, breakage) => {
    fc.assert(fc.property(lines, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), fc.nat(), (whole, lineNumbers, where) => {
      // Two surplus brackets may make the text between them valid.
      const broken = /bracket/.test(name) ? lineNumbers.slice(0, 1) : lineNumbers;
      const damaged = new Set(broken.map((line) => line % whole.length));
      const file = whole.map((line, k) => (damaged.has(k) ? breakage(line, where) : line));
      const bytes = Buffer.from(file.join('\n'));

      const records = scan(bytes).filter(({ kind }) => kind === 'record').map(({ offset, length }) => bytes.toString('utf8', offset, offset + length));

      const kept = records.filter((record) => whole.includes(record));
      expect(kept).toEqual(expect.arrayContaining(whole.filter((_, k) => !damaged.has(k))));
    }), runs(400));
  });

  test('among texts of several lines', () => {
    fc.assert(fc.property(fc.array(fc.tuple(objects, styles), { minLength: 2, maxLength: 6 }), fc.nat(), fc.nat(), (styled, which, where) => {
      const whole = styled.map(([object, style]) => style({ a: 1, ...object, orders: 0 }));
      const broken = which % whole.length;
      const line = breakages['without a bracket or quote'](JSON.stringify(styled[broken][0]), where);
      // Without indentation, a bracket on a line of its own may close the text before it.
      fc.pre(!line.startsWith('}') || whole[broken - 1]?.includes('\n\n') !== true);
      const file = whole.map((text, k) => (k === broken ? line : text)).join('\n');
      const bytes = Buffer.from(file);

      const records = scan(bytes).filter(({ kind }) => kind === 'record').map(({ offset, length }) => bytes.toString('utf8', offset, offset + length));

      // The neighbours may be of any layout, but what was read before the damage stays read.
      expect(records.slice(0, broken)).toEqual(whole.slice(0, broken));
    }), runs(400));
  });
});

describe('an array of records, one or more lines each', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '1'), maxLength: 5 });
  const lineItems = fc.array(fc.record({ x: words, y: fc.integer() }), { maxLength: 3 });
  const records = fc.array(fc.record({ id: words, items: lineItems, more: fc.record({ note: words }) }), { minLength: 3, maxLength: 8 });

  test.each<[string, (orders: object[]) => string[]]>([
    ['on one line', (orders) => orders.map((order) => JSON.stringify(order))],
    ['indented', (orders) => orders.map((order) => JSON.stringify(order, null, 2).replace(/\n/g, '\n    '))],
  ])('%s: a broken record costs that record', (layout, write) => {
    fc.assert(fc.property(records, fc.nat(), fc.nat(), (orders, which, where) => {
      const whole = write(orders);
      const broken = 1 + (which % (whole.length - 1));
      const file = whole.map((text, k) => (k === broken ? breakages['without a bracket or quote'](text, where) : text));
      const separator = layout === 'indented' ? ',\n    ' : ',';
      const bytes = Buffer.from(layout === 'indented' ? `{\n  "orders": [\n    ${file.join(separator)}\n  ]\n}\n` : `{"orders":[${file.join(separator)}]}`);

      const found = scan(bytes).filter(({ kind }) => kind === 'record').map(({ offset, length }) => bytes.toString('utf8', offset, offset + length));

      expect(found.slice(0, broken)).toEqual(whole.slice(0, broken));
      // No part of a broken record is taken for a record.
      expect(found.filter((record) => isJson(record) && !whole.includes(record))).toEqual([]);
      if (layout === 'indented') expect(found).toEqual(expect.arrayContaining(whole.slice(broken + 1)));
    }), runs(400));
  });

  const oneALine: Record<string, (texts: string[]) => string> = {
    'an array that opens on a line of its own': (texts) => `[\n${texts.join(',\n')}\n]\n`,
    'an array that opens on the line of its first record': (texts) => `[${texts.join(',\n')}]`,
    'an array in an object': (texts) => `{"sum":1,"orders":[${texts.join(',\n')}]}`,
    'an array whose records stand below its bracket': (texts) => `{"orders":[${texts.join(',\n           ')}]}`,
  };

  test.each(Object.entries(oneALine))('one record per line, in %s: a broken record costs that record', (layout, wrap) => {
    const breakage = fc.constantFrom(...['without a bracket or quote', 'replaced by words', 'cut off after a comma', 'cut off after a colon'].map((name) => breakages[name]));
    fc.assert(fc.property(records, breakage, fc.nat(), fc.nat(), (orders, breaks, which, where) => {
      const whole = orders.map((order) => JSON.stringify(order));
      const broken = which % whole.length;
      const line = breaks(whole[broken], where);
      // A deeper line may be inside the array that has not closed.
      fc.pre(broken > 0 || /below/.test(layout) === false || line.split(']').length >= line.split('[').length);
      const bytes = Buffer.from(wrap(whole.map((text, k) => (k === broken ? line : text))));

      const found = scan(bytes).map(({ kind, offset, length }) => (kind === 'record' ? bytes.toString('utf8', offset, offset + length) : null));

      expect(found.filter((record) => record !== null && (isJson(record) || whole.includes(record)))).toEqual(whole.filter((_, k) => k !== broken));
    }), runs(400));
  });
});
