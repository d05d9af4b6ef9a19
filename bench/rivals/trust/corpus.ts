import type { Faults } from '../deployed-rivals';
import type { Load } from '../load/load';
import type { Rival } from '../rivals';

/** A record of the corpus. Its id is part of its text and of no other. */
export interface Fed {
  readonly id: string;
  readonly text: string;
  /** The object key of its file. */
  readonly file: string;
  /**
   * Where it belongs: `table`, if it is valid; `queue`, if it can't be stored unchanged; `either`, if it has the table key of
   * another order.
   */
  readonly belongs: 'table' | 'queue' | 'either';
}

export type Step =
  | { readonly put: string; readonly body: string | Uint8Array }
  /** Delivers the event of an earlier upload again. */
  | { readonly again: string };

export interface Case {
  readonly id: string;
  readonly name: string;
  /** Steps are done one after the other, each when all before it is done; uploads in one list at the same time. */
  readonly steps: ReadonlyArray<readonly Step[]>;
  readonly records: readonly Fed[];
  readonly faults?: Faults;
  /** Of a case whose only difficulty is its size: what is timed as well. */
  readonly load?: Load;
  /** Orders change, and the later upload is to be stored. */
  readonly updates?: boolean;
}

export interface CorpusSize {
  /** Records in one large file. */
  readonly large: number;
  readonly smallFiles: number;
}

/** The files that each alternative is fed with. Only their format differs, where the format is not the point. */
export function corpus({ format }: Pick<Rival, 'format'>, { large, smallFiles }: CorpusSize): Case[] {
  /** The records of a file, in the format that the alternative reads. */
  const file: ToFile = (put, fed) => ({ put, body: bodyOf(fed.map(({ text }) => text), format) });
  return [
    shapes(),
    one('invalid', 'invalid records', (name) => records(name, 'invalid', 100, (i) => (i % 10 === 9 ? { belongs: 'queue', contact: '' } : {})), file),
    damage(format),
    numbers(file),
    one('names', 'duplicate names', (name) => records(name, 'names', 20, (i) => (i % 2 === 1 ? { belongs: 'queue', more: '"status":"paid","status":"open"' } : {})), file),
    twice('doubled', 'the same event twice', file),
    reExport(format, file),
    conflict(file),
    update(file),
    { ...one('throttled', 'a table that throttles', (name) => records(name, 'throttled', 50), file), faults: { throttledWrites: 4 } },
    { ...one('killed', 'a function that is killed once', (name) => records(name, 'killed', 50), file), faults: { killedInvocations: 1 } },
    {
      ...one('large', `${large.toLocaleString('en-US')} records in a file`, (name) => records(name, 'large', large), file),
      load: { files: 1, recordsPerFile: large, record: 'short' },
    },
    small(smallFiles, file),
  ];
}

type ToFile = (put: string, records: readonly Fed[]) => Step;

interface Variation {
  readonly belongs?: Fed['belongs'];
  /** The members besides the order. */
  readonly contact?: string;
  /** More members of the order. */
  readonly more?: string;
  /** The table key, if it is that of another record as well. */
  readonly key?: string;
}

const CONTACT = '"contact-info":{"name":"Ada Byron","email":"ada@shop.example"},';

function record(file: string, id: string, { belongs = 'table', contact = CONTACT, more, key = id }: Variation = {}): Fed {
  return { id, file, belongs, text: `{${contact}"order-info":{"OrderId":"${key}","mark":"${id}","qty":1${more ? `,${more}` : ''}}}` };
}

function records(file: string, prefix: string, count: number, vary: (i: number) => Variation = () => ({})): Fed[] {
  return Array.from({ length: count }, (_, i) => record(file, idOf(prefix, i), vary(i)));
}

/** Of the same length for all records, so that no id is the beginning of another. */
const idOf = (prefix: string, i: number): string => `${prefix}-${String(i).padStart(6, '0')}`;

function bodyOf(texts: string[], format: Rival['format']): string {
  return format === 'json' ? `{"orders":[${texts.join(',')}]}` : texts.join('\n');
}

function one(id: string, name: string, make: (file: string) => Fed[], file: ToFile): Case {
  const made = make(`${id}.json`);
  return { id, name, steps: [[file(`${id}.json`, made)]], records: made };
}

/** The same files for every alternative: the shapes that the README lists. */
function shapes(): Case {
  const files: Array<[string, (texts: string[]) => string]> = [
    ['shape-orders.json', (texts) => `{"orders":[${texts.join(',')}]}`],
    ['shape-array.json', (texts) => `[${texts.join(',')}]`],
    ['shape-pages.json', (texts) => `[${texts.map((text) => `{"orders":[${text}]}`).join(',')}]`],
    ['shape-lines.json', (texts) => texts.join('\n')],
    ['shape-pretty.json', (texts) => texts.map((text) => JSON.stringify(JSON.parse(text), null, 2)).join('\n')],
    ['shape-mark.json', (texts) => `\uFEFF{"orders":[${texts.join(',')}]}`],
  ];
  const single = record('shape-single.json', idOf('single', 0));
  const made = files.map(([file], k) => records(file, `shape${k}`, 10));
  return {
    id: 'shapes',
    name: 'shapes of files',
    steps: [[...files.map(([put, body], k) => ({ put, body: body(made[k].map(({ text }) => text)) })), { put: 'shape-single.json', body: single.text }]],
    records: [...made.flat(), single],
  };
}

/** A file for each kind of damage, with one damaged record. */
function damage(format: Rival['format']): Case {
  const kinds: Array<(text: string) => string> = [
    (text) => text.replace('"qty":1', '"qty":'),
    (text) => text.replace('"mark":', '"mark'),
    (text) => text.replace('Byron', 'By\u0001ron'),
    (text) => text.replace('Byron', 'By\uE000ron'),
  ];
  const made = kinds.map((_, k) => records(`damage${k}.json`, `damage${k}`, 25, (i) => (i === 12 ? { belongs: 'queue' } : {})));
  const cut = records('damage-cut.json', 'cut', 25, (i) => (i === 24 ? { belongs: 'queue' } : {}));
  const broken = (all: Fed[], breakIt: (text: string) => string) => bodyOf(all.map(({ text, belongs }) => (belongs === 'queue' ? breakIt(text) : text)), format);
  return {
    id: 'damage',
    name: 'damaged files',
    steps: [[
      // The stand-in becomes a byte that is not UTF-8.
      ...kinds.map((kind, k) => ({ put: `damage${k}.json`, body: Buffer.from(Buffer.from(broken(made[k], kind)).toString('latin1').replace('\xEE\x80\x80', '\xFF'), 'latin1') })),
      { put: 'damage-cut.json', body: bodyOf(cut.map(({ text }) => text), format).slice(0, format === 'json' ? -10 : -8) },
    ]],
    records: [...made.flat(), ...cut],
  };
}

const DECIMALS = ['0.1234567890123456789', '1.50', '-3.14159265358979323846', '19.90'];
const BIG = ['9007199254740993', '12345678901234567890', '100000000000000000000000000000000001', '7'];
/** DynamoDB has 38 digits. */
const TOO_BIG = `1${'0'.repeat(39)}1`;

function numbers(file: ToFile): Case {
  const decimals = records('decimals.json', 'decimal', 20, (i) => ({ more: `"total":${DECIMALS[i % DECIMALS.length]}` }));
  const big = records('big.json', 'big', 20, (i) => (i === 19 ? { belongs: 'queue', more: `"total":${TOO_BIG}` } : { more: `"total":${BIG[i % BIG.length]}` }));
  return { id: 'numbers', name: 'long and big numbers', steps: [[file('decimals.json', decimals), file('big.json', big)]], records: [...decimals, ...big] };
}

function twice(id: string, name: string, file: ToFile): Case {
  const made = records(`${id}.json`, id, 20);
  return { id, name, steps: [[file(`${id}.json`, made)], [{ again: `${id}.json` }]], records: made };
}

/** The same orders in another file, with their members in another order. */
function reExport(format: Rival['format'], file: ToFile): Case {
  const made = records('export-1.json', 'export', 20);
  const again = made.map(({ text }) => {
    const { 'contact-info': contact, 'order-info': order } = JSON.parse(text) as Record<string, object>;
    return JSON.stringify({ 'order-info': Object.fromEntries(Object.entries(order).reverse()), 'contact-info': contact });
  });
  return { id: 're-export', name: 'the same orders in another export', steps: [[file('export-1.json', made)], [{ put: 'export-2.json', body: bodyOf(again, format) }]], records: made };
}

/** Different orders with the same table key: in two files, and in one. */
function conflict(file: ToFile): Case {
  const [first, second] = [1, 2].map((n) => records(`conflict-${n}.json`, `conflict${n}`, 10, (i) => ({ belongs: 'either', key: idOf('conflict', i) })));
  const within = records('conflict-3.json', 'conflict3', 10, (i) => ({ belongs: 'either', key: idOf('within', Math.floor(i / 2)) }));
  return {
    id: 'conflict',
    name: 'different orders of the same id',
    steps: [[file('conflict-1.json', first)], [file('conflict-2.json', second), file('conflict-3.json', within)]],
    records: [...first, ...second, ...within],
  };
}

/** Orders that change, and the event of the first upload once more at the end. */
function update(file: ToFile): Case {
  const [first, second] = [1, 2].map((n) => records(`update-${n}.json`, `update${n}`, 20, (i) => ({ key: idOf('update', i), more: `"status":"${n === 1 ? 'paid' : 'shipped'}"` })));
  return {
    id: 'update',
    name: 'an update, then a late event of the first upload',
    steps: [[file('update-1.json', first)], [file('update-2.json', second)], [{ again: 'update-1.json' }]],
    // The first version needs no place any more.
    records: second,
    updates: true,
  };
}

function small(count: number, file: ToFile): Case {
  // Object keys without the ids of records: a message that names the file does not have the record.
  const made = records('', 'small', count).map((fed, i) => ({ ...fed, file: `small.${i}.json` }));
  return { id: 'small', name: `${count.toLocaleString('en-US')} files with a record each`, steps: [made.map((fed) => file(fed.file, [fed]))], records: made, load: { files: count, recordsPerFile: 1, record: 'short' } };
}
