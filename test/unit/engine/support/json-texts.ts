import * as fc from 'fast-check';

/** Strings with everything that has a meaning in JSON or UTF-8. */
export const strings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', '\n', '\u2028', '\u0085', 'é', '😀', 'u', 'orders', '/'), maxLength: 12 }),
);

export const names = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('a', 'b', 'id', 'orders', '__proto__', 'constructor', 'é', 'e\u0301') }, strings);

export const values = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), strings, tie('array'), tie('object')),
  array: fc.array(tie('value'), { maxLength: 5 }),
  object: fc.dictionary(names, tie('value'), { maxKeys: 5, noNullPrototype: true }),
})).value as fc.Arbitrary<unknown>;

export const objects = fc.dictionary(names, values, { maxKeys: 4, noNullPrototype: true });

/** White space between two tokens. */
export const blanks = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r'), maxLength: 3 });

/** Ways to write a value: compact, indented, with other white space, non-ASCII escaped. */
export const styles: fc.Arbitrary<(value: unknown) => string> = fc.oneof(
  fc.constant((value: unknown) => JSON.stringify(value)),
  fc.constantFrom<string | number>(1, 2, 4, '\t', '\n').map((indent) => (value: unknown) => JSON.stringify(value, null, indent)),
  fc.constant((value: unknown) => escapeAll(JSON.stringify(value))),
);

export const texts = fc.tuple(values, styles).map(([value, style]) => style(value));

/** Writes every character beyond ASCII, and the o of orders, as a \u escape. */
function escapeAll(json: string): string {
  return json.replace(/[^\x00-\x7e]|(?<!\\)o(?=rders")/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
