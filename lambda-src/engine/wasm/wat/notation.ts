/** A short way to write the WebAssembly text of masks: 64 bytes in four vectors, of which each question makes 64 bits. */
export const VECTORS = [0, 1, 2, 3];

const code = (value: number | string): number => (typeof value === 'string' ? value.charCodeAt(0) : value);
/** Bytes to compare with, 16 of each. In locals, because they would be made anew for every 64 bytes otherwise. */
const COMPARED = ['"', '\\', ',', ':', '{', '}', '0', 'e', 10, 13, 0, 0x20, 0x21].map(code);
export const byte = (value: number | string): string => {
  if (!COMPARED.includes(code(value))) throw new Error(`no local holds ${value}`);
  return `(local.get $c${code(value)})`;
};
export const COMPARED_LOCALS = COMPARED.map((value) => `(local $c${value} v128)`).join(' ');
export const SET_COMPARED = COMPARED.map((value) => `(local.set $c${value} (i8x16.splat (i32.const ${value})))`).join('\n');
export const vector = (k: number): string => `(local.get $v${k})`;
export const equal = (value: number | string) => (k: number): string => `(i8x16.eq ${vector(k)} ${byte(value)})`;
export const below = (value: number) => (k: number): string => `(i8x16.lt_u ${vector(k)} ${byte(value)})`;
export const either = (...tests: Array<(k: number) => string>) => (k: number): string =>
  tests.map((test) => test(k)).reduce((left, right) => `(v128.or ${left} ${right})`);
/** `{` and `[`, or `}` and `]`, differ in one bit. */
const bracket = (value: string) => (k: number): string => `(i8x16.eq (v128.or ${vector(k)} ${byte(0x20)}) ${byte(value)})`;
export const opening = bracket('{');
export const closing = bracket('}');

/** 64 answers in one number, that of the first byte in the lowest bit. */
export const mask = (test: (k: number) => string): string => VECTORS
  .map((k) => `(i64.shl (i64.extend_i32_u (i8x16.bitmask ${test(k)})) (i64.const ${16 * k}))`)
  .reduce((left, right) => `(i64.or ${left} ${right})`);

export const load = VECTORS.map((k) => `(local.set $v${k} (v128.load offset=${16 * k} (local.get $at)))`).join('\n');
export const word = (address: number): string => `(i32.load (i32.const ${address}))`;
export const store = (address: number, value: string): string => `(i32.store (i32.const ${address}) ${value})`;
export const add = (address: number, value: string): string => store(address, `(i32.add ${word(address)} ${value})`);
export const count = (value: string): string => `(i32.wrap_i64 (i64.popcnt ${value}))`;
export const char = (value: string): string => `(i32.const ${value.charCodeAt(0)})`;
export const i64 = (name: string): string => `(local.get $${name})`;
export const lowest = (name: string): string => `(i32.wrap_i64 (i64.ctz ${i64(name)}))`;
export const dropLowest = (name: string): string => `(local.set $${name} (i64.and ${i64(name)} (i64.sub ${i64(name)} (i64.const 1))))`;
export const isAnyOf = (name: string, ...values: string[]): string => values
  .map((value) => `(i32.eq (local.get $${name}) (i32.const ${value.charCodeAt(0)}))`)
  .reduce((left, right) => `(i32.or ${left} ${right})`);
