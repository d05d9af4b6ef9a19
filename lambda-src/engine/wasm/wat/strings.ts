import { COMPARED_LOCALS, equal, i64, load, mask } from './notation';

export const LOCALS = `
  (local $v0 v128) (local $v1 v128) (local $v2 v128) (local $v3 v128)
  (local $valid i64) (local $quotes i64) (local $backslashes i64) (local $inside i64) (local $events i64) (local $escapes i64)
  (local $potential i64) (local $terminal i64) (local $escaped i64) (local $string i64) (local $starts i64)
  (local $left i32) (local $p i32) ${COMPARED_LOCALS}`;

const ODD = '(i64.const 0xAAAAAAAAAAAAAAAA)';

/**
 * Loads 64 bytes; finds which of them count, which quotes are real, and which bytes are inside strings (the quote that
 * opens is, the one that closes is not).
 */
export const STRINGS = `
  ${load}
  (local.set $left (i32.sub (local.get $end) (local.get $at)))
  (local.set $valid (if (result i64) (i32.ge_u (local.get $left) (i32.const 64))
    (then (i64.const -1))
    (else (i64.sub (i64.shl (i64.const 1) (i64.extend_i32_u (local.get $left))) (i64.const 1)))))
  (local.set $quotes (i64.and ${mask(equal('"'))} (local.get $valid)))
  (local.set $backslashes (i64.and ${mask(equal('\\'))} (local.get $valid)))
  (local.set $escapes (i64.const 0))
  (if (i64.ne (i64.or (local.get $backslashes) (local.get $escaped)) (i64.const 0)) (then
    (local.set $potential (i64.and (local.get $backslashes) (i64.xor (local.get $escaped) (i64.const -1))))
    (local.set $terminal (i64.xor ${ODD}
      (i64.sub (i64.or (i64.shl (local.get $potential) (i64.const 1)) ${ODD}) (local.get $potential))))
    (local.set $escapes (i64.and (local.get $terminal) (local.get $backslashes)))
    (local.set $quotes (i64.and (local.get $quotes)
      (i64.xor (i64.const -1) (i64.xor (local.get $terminal) (i64.or (local.get $backslashes) (local.get $escaped))))))))
  (local.set $inside (local.get $quotes))
  ${[1, 2, 4, 8, 16, 32].map((bits) => `(local.set $inside (i64.xor ${i64('inside')} (i64.shl ${i64('inside')} (i64.const ${bits}))))`).join('\n')}
  (local.set $inside (i64.xor ${i64('inside')} (local.get $string)))
  (local.set $starts (i64.and ${i64('quotes')} ${i64('inside')}))`;

/** What the next 64 bytes have to know, when these are all in. */
export const CARRY = `
  (local.set $string (i64.shr_s ${i64('inside')} (i64.const 63)))
  (local.set $escaped (i64.shr_u ${i64('escapes')} (i64.const 63)))`;

/** Bit $left - 1 of a mask, as 0 or 1: what holds for the last byte of the input. */
export const atLast = (name: string): string =>
  `(i32.wrap_i64 (i64.and (i64.const 1) (i64.shr_u ${i64(name)} (i64.extend_i32_u (i32.sub (local.get $left) (i32.const 1))))))`;
