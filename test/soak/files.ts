import * as fc from 'fast-check';

/** What is to become of a record. */
export type Fate = 'valid' | 'invalid' | 'malformed';

export interface SoakRecord {
  readonly id: string;
  readonly fate: Fate;
  /** As it stands in the file. */
  readonly text: string;
}

export interface SoakFile {
  readonly records: SoakRecord[];
  readonly body: Buffer;
}

type Shape = 'wrapped' | 'array' | 'lines' | 'texts' | 'single';

/** In an array a stretch that is no JSON may take what follows it along; on a line of its own it may not. */
const FATES: Record<Shape, fc.Arbitrary<Fate>> = {
  wrapped: fates(3, 1, 0),
  array: fates(3, 1, 0),
  lines: fates(6, 2, 1),
  texts: fates(3, 1, 0),
  single: fates(3, 1, 0),
};

function fates(valid: number, invalid: number, malformed: number): fc.Arbitrary<Fate> {
  return fc.oneof(
    { weight: valid, arbitrary: fc.constant<Fate>('valid') },
    { weight: invalid, arbitrary: fc.constant<Fate>('invalid') },
    ...(malformed > 0 ? [{ weight: malformed, arbitrary: fc.constant<Fate>('malformed') }] : []),
  );
}

/** Members of any kind that JSON and DynamoDB both know, in any nesting that is not too deep. */
const members = fc.dictionary(
  fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 })),
  fc.jsonValue({ maxDepth: 3, noUnicodeString: false } as fc.JsonSharedConstraints),
  { maxKeys: 6 },
).filter(value => isStorable(value));

/** Numbers beyond DynamoDB's range, empty names and halves of surrogate pairs have tests of their own. */
function isStorable(value: unknown): boolean {
  switch (typeof value) {
    case 'number': return value === 0 || (Math.abs(value) >= 1e-130 && Math.abs(value) <= 9.99e125);
    case 'string': return !/\p{Surrogate}/u.test(value);
    case 'object': return value === null || Object.entries(value).every(([name, member]) => name !== '' && isStorable(name) && isStorable(member));
    default: return true;
  }
}

const writing = fc.constantFrom<(value: unknown) => string>(
  value => JSON.stringify(value),
value => JSON.stringify(value).replace(/[\u0080-\uffff]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
);

function record(shape: Shape, id: fc.Arbitrary<string>): fc.Arbitrary<SoakRecord> {
  return fc.tuple(id, FATES[shape], members, writing).map(([key, fate, more, write]) => {
    const value = fate === 'invalid' ? { 'order-info': { OrderId: key, more } } : { 'contact-info': more, 'order-info': { OrderId: key } };
    const text = write(value);
    return { id: key, fate, text: fate === 'malformed' ? text.slice(0, -1 - (text.length % 3)) : text };
  });
}

/** A file of any shape. Ids are given by the caller, so that no two files have the same. */
export function soakFile(nextId: () => string): fc.Arbitrary<SoakFile> {
  return fc.constantFrom<Shape>('wrapped', 'array', 'lines', 'texts', 'single').chain(shape => fc.tuple(
    fc.array(record(shape, fc.constant(null).map(nextId)), { minLength: 1, maxLength: shape === 'single' ? 1 : 60 }),
    fc.constantFrom('', ' ', '\n', '\r\n  '),
    fc.boolean(),
  ).map(([records, blank, mark]) => {
    const texts = records.map(({ text }) => text);
    const body = {
      wrapped: () => `{"sent":[1,{"orders":[]}],${blank}"orders":${blank}[${texts.join(`${blank},`)}]${blank},"count":${texts.length}}`,
      array: () => `[${blank}${texts.join(`,${blank}`)}]`,
      lines: () => `${texts.join('\n')}\n`,
      texts: () => texts.join(blank),
      single: () => texts[0],
    }[shape]();
    return { records, body: Buffer.from((mark ? '\ufeff' : '') + body) };
  }));
}
