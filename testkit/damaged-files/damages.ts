import type { Random } from './random';

/** Breaks the text of one record. Not every result is broken: `{"a":1,"b":2}` without its middle can be whole. */
export type Damage = (record: string, random: Random) => string;

/** What joins the record to the next one, in place of the end of the first, the separator and the start of the second. */
export type Merge = (record: string, next: string, separator: string, random: Random) => string;

const splice = (text: string, at: number, cut: number, insert = ''): string => text.slice(0, at) + insert + text.slice(at + cut);

/** Leaves out, doubles, or puts in one of the characters. */
function character(characters: string): Record<'stray' | 'missing' | 'doubled', Damage> {
  const places = (text: string): number[] => [...text].length === 0 ? [] : Array.from(text.matchAll(new RegExp(`[${characters.replace(/[[\]]/g, '\\$&')}]`, 'g')), ({ index }) => index);
  const inPlace = (change: (text: string, at: number) => string): Damage => (text, random) => {
    const found = places(text);
    return found.length === 0 ? text : change(text, random.pick(found));
  };
  return {
    stray: (text, random) => splice(text, 1 + random.below(text.length - 1), 0, random.pick([...characters])),
    missing: inPlace((text, at) => splice(text, at, 1)),
    doubled: inPlace((text, at) => splice(text, at, 0, text[at])),
  };
}

function named(what: string, characters: string): Record<string, Damage> {
  const { stray, missing, doubled } = character(characters);
  return { [`stray ${what}`]: stray, [`missing ${what}`]: missing, [`doubled ${what}`]: doubled };
}

const FOREIGN = [
  'order;date;sum\n1;2026-11-03;10.5\n2;2026-11-04;11.0\n', '<order id="1"><line sku="a"/></order>', '"sku":"x","qty":1},{"sku":"y","qty":2}],"sum":', '},{"line":7,"text":"a"},{"line":8,',
  'Error: connect ETIMEDOUT 10.0.0.1:443\n    at Socket.<anonymous> (net.js:1)\n', '":[{"', '{"error":{"code":500,"details":[{"reason":"x"}]}',
];

export const DAMAGES: Record<string, Damage> = {
  ...named('quote', '"'),
  ...named('bracket', '[]'),
  ...named('brace', '{}'),
  ...named('comma', ','),
  ...named('colon', ':'),
  'raw control character': (text, random) => splice(text, 1 + random.below(text.length - 1), 0, random.pick(['\n', '\t', '\u0001', '\u0000', '\r'])),
  'head is cut': (text, random) => text.slice(1 + random.below(text.length - 1)),
  'middle is cut': (text, random) => {
    const at = 1 + random.below(text.length - 1);
    return splice(text, at, 1 + random.below(text.length - at));
  },
  'tail is cut': (text, random) => text.slice(0, 1 + random.below(text.length - 1)),
  'zeros': (text, random) => {
    const at = random.below(text.length);
    const length = Math.min(1 + random.below(60), text.length - at);
    return splice(text, at, length, '\0'.repeat(length));
  },
  'another file': (text, random) => splice(text, 1 + random.below(text.length - 1), random.below(20), random.pick(FOREIGN)),
};

export const MERGES: Record<string, Merge> = {
  'two run together': (record, next, _, random) => record.slice(0, record.length - 1 - random.below(record.length - 1)) + next,
  'two run together without what separates them': (record, next, _, random) => record.slice(0, record.length - 1 - random.below(record.length - 1)) + next.slice(1 + random.below(next.length - 1)),
};
