import * as fc from 'fast-check';

/** The expected outcome of a record: stored, or the reason in its dead letter. */
export type Fate =
  'stored' | 'SCHEMA_VIOLATION' | 'DUPLICATE_NAME' | 'MISSING_KEY' | 'UNREPRESENTABLE_NUMBER' | 'INVALID_ENCODING' | 'MALFORMED_JSON' | 'KEY_CONFLICT';

export interface SoakRecord {
  /** The value of its table key. */
  readonly id: string;
  readonly fate: Fate;
  /** Its place in the file, in bytes. */
  readonly start: number;
  readonly end: number;
}

export interface SoakFile {
  readonly body: Buffer;
  readonly records: SoakRecord[];
  /** The place of a changed byte, or of a cut; `null` if the file is undamaged and all fates hold. */
  readonly damage: number | null;
}

/** Supplies the table keys of records. */
export interface Ids {
  next(): string;
  /** One that is in the table. */
  stored(): string | undefined;
}

interface Draft {
  readonly id: string;
  readonly fate: Fate;
  readonly bytes: Buffer;
}

const SHAPES = ['wrapped', 'array', 'lines', 'texts', 'single'] as const;
type Shape = typeof SHAPES[number];

/** In an array, a damaged stretch may take what follows it along; on its own line it may not. */
const fate = (shape: Shape): fc.Arbitrary<Fate> => fc.oneof(
  { weight: 20, arbitrary: fc.constant<Fate>('stored') },
  ...(['SCHEMA_VIOLATION', 'DUPLICATE_NAME', 'MISSING_KEY', 'UNREPRESENTABLE_NUMBER', 'INVALID_ENCODING', 'KEY_CONFLICT'] as const)
    .map((reason) => ({ weight: 1, arbitrary: fc.constant<Fate>(reason) })),
  { weight: shape === 'lines' ? 2 : 0, arbitrary: fc.constant<Fate>('MALFORMED_JSON') },
);

/** Members of any kind that JSON and DynamoDB both know, in any nesting that is not too deep. */
const members = fc.dictionary(
  fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 })),
  fc.jsonValue({ maxDepth: 3 }),
  { maxKeys: 6 },
).filter((value) => isStorable(value));

/** Numbers beyond DynamoDB's range, empty names and lone surrogates have their own tests. */
function isStorable(value: unknown): boolean {
  switch (typeof value) {
    case 'number': return value === 0 || (Math.abs(value) >= 1e-130 && Math.abs(value) <= 9.99e125);
    case 'string': return !/\p{Surrogate}/u.test(value);
    case 'object': return value === null || Object.entries(value).every(([name, member]) => name !== '' && isStorable(name) && isStorable(member));
    default: return true;
  }
}

const writing = fc.constantFrom<(value: unknown) => string>(
  (value) => JSON.stringify(value),
(value) => JSON.stringify(value).replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
);

function record(shape: Shape, ids: Ids): fc.Arbitrary<Draft> {
  return fc.tuple(fate(shape), members, writing).map(([wanted, more, write]) => {
    const taken = wanted === 'KEY_CONFLICT' ? ids.stored() : undefined;
    const id = taken ?? ids.next();
    // There is no conflict without a stored item.
    const actual = wanted === 'KEY_CONFLICT' && taken === undefined ? 'stored' : wanted;
    return { id, fate: actual, bytes: BYTES[actual](id, more, write) };
  });
}

const contact = (more: unknown, write: (value: unknown) => string) => `"contact-info":${write(more)}`;
const text = (...parts: string[]) => Buffer.from(`{${parts.join(',')}}`);

const BYTES: Record<Fate, (id: string, more: object, write: (value: unknown) => string) => Buffer> = {
  stored: (id, more, write) => text(contact(more, write), `"order-info":{"OrderId":"${id}"}`),
  SCHEMA_VIOLATION: (id, more, write) => text(`"order-info":{"OrderId":"${id}","more":${write(more)}}`),
  DUPLICATE_NAME: (id, more, write) => text(contact(more, write), `"order-info":{"OrderId":"${id}"}`, contact({}, write)),
  MISSING_KEY: (id, more, write) => text(contact(more, write), `"order-info":{"note":"${id}"}`),
  UNREPRESENTABLE_NUMBER: (id, more, write) => text(contact(more, write), `"order-info":{"OrderId":"${id}","n":1${'0'.repeat(40)}1}`),
  INVALID_ENCODING: (id, more, write) => Buffer.concat([
    Buffer.from(`{${contact(more, write)},"order-info":{"OrderId":"${id}","note":"`), Buffer.from([0xff]), Buffer.from('"}}'),
  ]),
  MALFORMED_JSON: (id, more, write) => text(contact(more, write), `"order-info":{"OrderId":"${id}"}`).subarray(0, -1 - (id.length % 2)),
  KEY_CONFLICT: (id, more, write) => text(contact(more, write), `"order-info":{"OrderId":"${id}","note":"another"}`),
};

/** Assembles a file from the records and the text around them. */
function file(drafts: Draft[], [head, between, tail]: [string, string, string], mark: boolean): SoakFile {
  const parts: Buffer[] = [Buffer.from((mark ? '\ufeff' : '') + head)];
  let length = parts[0].length;
  const add = (bytes: Buffer) => {
    parts.push(bytes);
    return length += bytes.length;
  };
  const records = drafts.map(({ id, fate: its, bytes }, i) => {
    const start = i === 0 ? length : add(Buffer.from(between));
    return { id, fate: its, start, end: add(bytes) };
  });
  add(Buffer.from(tail));
  return { records, body: Buffer.concat(parts), damage: null };
}

const AROUND: Record<Shape, (blank: string) => [string, string, string]> = {
  wrapped: (blank) => [`{"sent":[1,{"orders":[]}],${blank}"orders":${blank}[`, `${blank},`, `]${blank},"count":0}`],
  array: (blank) => [`[${blank}`, `,${blank}`, ']'],
  // Each begins in the first column, which ends a broken one before it.
  lines: (blank) => ['', `${blank}\n`, '\n'],
  texts: (blank) => ['', blank, blank],
  single: (blank) => [blank, '', blank],
};

/** One byte becomes another, or everything from there on is missing. */
function damaged(whole: SoakFile, at: number, by: string | null): SoakFile {
  const damage = Math.floor(at * whole.body.length);
  const body = by === null ? whole.body.subarray(0, damage) : Buffer.from(whole.body);
  if (by !== null) {
    body[damage] = by.charCodeAt(0);
  }
  return { ...whole, body, damage };
}

/** A file of any shape. Some are longer than a batch, most of it white space. */
export function soakFile(ids: Ids): fc.Arbitrary<SoakFile> {
  return fc.constantFrom(...SHAPES).chain((shape) => fc.tuple(
    fc.array(record(shape, ids), { minLength: 1, maxLength: shape === 'single' ? 1 : 60, size: 'max' }),
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom('', ' ', '\n', '\r\n  ') }, { weight: 1, arbitrary: fc.constant(' '.repeat(100_000)) }),
    fc.boolean(),
    fc.option(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.constantFrom(null, ...'{}[]",:x\n')), { freq: 3 }),
  ).map(([drafts, blank, mark, damage]) => {
    const whole = file(drafts, AROUND[shape](blank), mark);
    return damage === null ? whole : damaged(whole, ...damage);
  }));
}
