import type { Random } from './random';

/** A file of whole records. The records are at `recordsPointer`, in the order given. */
export interface WholeFile {
  readonly recordsPointer: string;
  readonly head: string;
  readonly records: readonly string[];
  /** What stands between two records, one less than there are records. */
  readonly separators: readonly string[];
  readonly tail: string;
}

export type Layout = (records: readonly object[], random: Random) => WholeFile;

interface Wrapper {
  readonly recordsPointer: string;
  readonly before: string;
  readonly after: string;
}

const BARE: Wrapper = { recordsPointer: '/orders', before: '[', after: ']' };
const WRAPPERS: Wrapper[] = [
  BARE,
  { recordsPointer: '/orders', before: '{"orders":[', after: ']}' },
  { recordsPointer: '/orders', before: '{"page":1,"orders":[', after: '],"next":{"id":2}}' },
  { recordsPointer: '/data/orders', before: '{"data":{"orders":[', after: ']}}' },
];

const OBJECT_WRAPPERS: Wrapper[] = [
  { recordsPointer: '/*', before: '{', after: '}' },
  { recordsPointer: '/orders/*', before: '{"orders":{', after: '}}' },
  { recordsPointer: '/data/orders/*', before: '{"data":{"orders":{', after: '},"next":{"id":2}}}' },
];

const compact = (record: object): string => JSON.stringify(record);
/** With a space after each comma and colon, as Python writes it. */
const spaced = (record: object): string => JSON.stringify(record, null, 1).replace(/\n */g, ' ').replace(/([{[]) /g, '$1').replace(/ ([}\]])/g, '$1');
const shift = (text: string, indent: string): string => text.replace(/\n/g, `\n${indent}`);

const between = (records: readonly object[], separator: string): string[] => records.slice(1).map(() => separator);

function array(write: (record: object) => string, separator: string, open: string, close: string): Layout {
  return (records, random) => {
    const { recordsPointer, before, after } = random.pick(WRAPPERS);
    return { recordsPointer, head: before + open, records: records.map(write), separators: between(records, separator), tail: close + after };
  };
}

/** As JSON.stringify with an indent writes the whole file. */
function indented(indent: string): Layout {
  return (records, random) => {
    const wrapped = random.chance(0.5);
    const margin = indent.repeat(wrapped ? 2 : 1);
    return {
      recordsPointer: '/orders',
      head: wrapped ? `{\n${indent}"orders": [\n${margin}` : `[\n${margin}`,
      records: records.map((record) => shift(JSON.stringify(record, null, indent), margin)),
      separators: between(records, `,\n${margin}`),
      tail: wrapped ? `\n${indent}]\n}\n` : '\n]\n',
    };
  };
}

function texts(write: (record: object) => string, separator: string, tail: string): Layout {
  return (records) => ({ recordsPointer: '/orders', head: '', records: records.map(write), separators: between(records, separator), tail });
}

/** An object with a record in every member. A member's name belongs to what separates the records. */
function members(write: (record: object) => string, separator: string, open: string, close: string): Layout {
  return (records, random) => {
    const { recordsPointer, before, after } = random.pick(OBJECT_WRAPPERS);
    const name = (k: number): string => `"no-${1000 + k}": `;
    return {
      recordsPointer,
      head: before + open + name(0),
      records: records.map(write),
      separators: records.slice(1).map((_, k) => separator + name(k + 1)),
      tail: close + after,
    };
  };
}

export const LAYOUTS: Record<string, Layout> = {
  'array on one line': array(compact, ',', '', ''),
  'array on one line, with spaces': array(spaced, ', ', '', ''),
  'array indented by 1': indented(' '),
  'array indented by 2': indented('  '),
  'array indented by 4': indented('    '),
  'array indented by tabs': indented('\t'),
  'array of several lines without indentation': array((record) => JSON.stringify(record, null, 1).replace(/\n +/g, '\n'), ',\n', '\n', '\n'),
  'one record a line': array(compact, ',\n', '\n', '\n'),
  'one record a line, the first behind the bracket': array(compact, ',\n', '', ''),
  'one record a line, indented': array(compact, ',\n    ', '\n    ', '\n  '),
  'leading commas': array(compact, '\n,', '\n', '\n'),
  'leading commas, indented': array((record) => shift(JSON.stringify(record, null, 2), '    '), '\n  , ', '\n    ', '\n'),
  'JSON Lines': texts(compact, '\n', '\n'),
  'JSON Lines with spaces': texts(spaced, '\n', ''),
  'JSON Lines of Windows': texts(compact, '\r\n', '\r\n'),
  'lines that end with commas': texts(compact, ',\n', ',\n'),
  'concatenated': texts(compact, '', ''),
  'concatenated, with a space': texts(compact, ' ', ''),
  'concatenated, indented': texts((record) => JSON.stringify(record, null, 2), '\n', '\n'),
  'an array a line': (records, random) => {
    const size = random.between(2, 4);
    const separators = between(records, ',').map((comma, k) => (k % size === size - 1 ? ']}\n{"orders":[' : comma));
    return { recordsPointer: '/orders', head: '{"orders":[', records: records.map(compact), separators, tail: ']}\n' };
  },
  'object on one line': members(compact, ',', '', ''),
  'object with a record a line': members(compact, ',\n', '\n', '\n'),
  'object indented by 2': members((record) => shift(JSON.stringify(record, null, 2), '  '), ',\n  ', '\n  ', '\n'),
};
