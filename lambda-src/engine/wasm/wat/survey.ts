import * as at from '../layout';
import {
  add, below, byte, char, closing, count, dropLowest, equal, i64, lowest, mask, opening, SET_COMPARED, store, vector, VECTORS,
} from './notation';
import { CARRY, LOCALS, STRINGS } from './strings';

const PLAIN_NUMBER_LENGTH = 38;

/** Looks over a JSON text: what the parsed tree does not tell, and where its numbers are. */
export const SURVEY = `
(func (export "survey") (param $at i32) (param $end i32) (param $spans i32)
  ${LOCALS}
  (local $outside i64) (local $blanks i64) (local $token i64) (local $tokenBefore i64) (local $digits i64) (local $digitBefore i64)
  (local $depth i32) (local $deepest i32) (local $tokenStart i32) (local $numbers i32) (local $byte i32) (local $bit i64)
  (local $beyond v128) (local $opens i64)
  ${SET_COMPARED}
  ${[at.MEMBERS, at.BLANKS, at.STRINGS, at.BACKSLASHES, at.CONTAINERS, at.UNUSUAL_NUMBERS, at.SURROGATE_ESCAPES, at.WORDS, at.LINE_ENDS]
    .map((address) => store(address, '(i32.const 0)')).join('\n')}
  (block $done (loop $blocks
    (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
    ${STRINGS}
    (if (i32.ge_u (local.get $left) (i32.const 64))
      (then (local.set $beyond (v128.or (local.get $beyond) ${VECTORS.map(vector).reduce((left, right) => `(v128.or ${left} ${right})`)})))
      (else (if (i64.ne (i64.and (local.get $valid) ${mask((k) => `(i8x16.lt_s ${vector(k)} ${byte(0)})`)}) (i64.const 0)) (then
        (local.set $beyond (v128.const i32x4 -1 -1 -1 -1))))))
    ;; The quote that closes is outside.
    (local.set $outside (i64.and (local.get $valid) (i64.xor (i64.const -1) (i64.or ${i64('inside')} ${i64('quotes')}))))
    (local.set $blanks (i64.and ${mask(below(0x21))} ${i64('outside')}))
    (if (i64.ne ${i64('blanks')} (i64.const 0)) (then
      ${add(at.BLANKS, count(i64('blanks')))}
      ${add(at.LINE_ENDS, count(`(i64.and ${i64('blanks')} ${mask(below(0x20))})`))}))
    ${add(at.STRINGS, count(i64('starts')))}
    (local.set $events (i64.and ${mask(equal(':'))} ${i64('outside')}))
    ${add(at.MEMBERS, count(i64('events')))}
    (local.set $opens (i64.and ${mask(opening)} ${i64('outside')}))
    ${add(at.CONTAINERS, count(i64('opens')))}
    (local.set $potential (i64.and ${mask(closing)} ${i64('outside')}))
    ;; A token is what is left: numbers, true, false, null.
    (local.set $token (i64.and ${i64('outside')} (i64.xor (i64.const -1)
      (i64.or (i64.or ${i64('blanks')} ${i64('events')}) (i64.or (i64.or ${i64('opens')} ${i64('potential')}) ${mask(equal(','))})))))
    (local.set $digits ${mask((k) => `(i8x16.lt_u (i8x16.sub ${vector(k)} ${byte('0')}) ${byte(10)})`)})
    (if (i64.ne (i64.const 0) (i64.and (i64.and ${i64('token')} ${mask((k) => `(i8x16.eq (v128.or ${vector(k)} ${byte(0x20)}) ${byte('e')})`)})
      (i64.or (i64.shl ${i64('digits')} (i64.const 1)) ${i64('digitBefore')})))
      (then ${store(at.UNUSUAL_NUMBERS, '(i32.const 1)')}))
    ;; Brackets give the depth.
    (local.set $events (i64.or ${i64('opens')} ${i64('potential')}))
    (block $bracketsDone (loop $brackets
      (br_if $bracketsDone (i64.eqz ${i64('events')}))
      (local.set $bit (i64.and ${i64('events')} (i64.sub (i64.const 0) ${i64('events')})))
      (if (i64.ne (i64.and ${i64('bit')} ${i64('opens')}) (i64.const 0))
        (then
          (local.set $depth (i32.add (local.get $depth) (i32.const 1)))
          (if (i32.gt_s (local.get $depth) (local.get $deepest)) (then (local.set $deepest (local.get $depth)))))
        (else (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))))
      ${dropLowest('events')}
      (br $brackets)))
    ;; Tokens: where their bits change from 0 to 1 one starts, and where back to 0 it ends.
    (local.set $events (i64.xor ${i64('token')} (i64.or (i64.shl ${i64('token')} (i64.const 1)) ${i64('tokenBefore')})))
    (block $tokensDone (loop $tokens
      (br_if $tokensDone (i64.eqz ${i64('events')}))
      (local.set $p (i32.add (local.get $at) ${lowest('events')}))
      (if (local.get $tokenStart)
        (then
          (local.set $byte (i32.load8_u (local.get $tokenStart)))
          (if (i32.ge_u (local.get $byte) ${char('A')})
            (then ${add(at.WORDS, '(i32.const 1)')})
            (else
              (i32.store (local.get $spans) (local.get $tokenStart))
              (i32.store offset=4 (local.get $spans) (local.get $p))
              (local.set $spans (i32.add (local.get $spans) (i32.const 8)))
              (local.set $numbers (i32.add (local.get $numbers) (i32.const 1)))
              (if (i32.gt_u (i32.sub (local.get $p) (local.get $tokenStart)) (i32.const ${PLAIN_NUMBER_LENGTH})) (then
                ${store(at.UNUSUAL_NUMBERS, '(i32.const 1)')}))))
          (local.set $tokenStart (i32.const 0)))
        (else (local.set $tokenStart (local.get $p))))
      ${dropLowest('events')}
      (br $tokens)))
    (if (i64.ne ${i64('backslashes')} (i64.const 0)) (then
      ${add(at.BACKSLASHES, count(i64('backslashes')))}
      (local.set $events ${i64('escapes')})
      (block $escapesDone (loop $each
        (br_if $escapesDone (i64.eqz ${i64('events')}))
        (local.set $p (i32.add (local.get $at) ${lowest('events')}))
        ;; \\uD8 to \\uDF: half of a pair.
        (if (i32.and (i32.eq (i32.load8_u offset=1 (local.get $p)) ${char('u')})
          (i32.and (i32.eq (i32.or (i32.load8_u offset=2 (local.get $p)) (i32.const 0x20)) ${char('d')})
            (i32.ge_u (i32.load8_u offset=3 (local.get $p)) ${char('8')})))
          (then ${store(at.SURROGATE_ESCAPES, '(i32.const 1)')}))
        ${dropLowest('events')}
        (br $each)))))
    (local.set $tokenBefore (i64.shr_u ${i64('token')} (i64.const 63)))
    (local.set $digitBefore (i64.shr_u ${i64('digits')} (i64.const 63)))
    ${CARRY}
    (local.set $at (i32.add (local.get $at) (i32.const 64)))
    (br $blocks)))
  ;; A token that the text ends with ends where the text does.
  (if (local.get $tokenStart) (then
    (if (i32.lt_u (i32.load8_u (local.get $tokenStart)) ${char('A')}) (then
      (i32.store (local.get $spans) (local.get $tokenStart))
      (i32.store offset=4 (local.get $spans) (local.get $end))
      (local.set $numbers (i32.add (local.get $numbers) (i32.const 1)))
      (if (i32.gt_u (i32.sub (local.get $end) (local.get $tokenStart)) (i32.const ${PLAIN_NUMBER_LENGTH})) (then
        ${store(at.UNUSUAL_NUMBERS, '(i32.const 1)')})))
      (else ${add(at.WORDS, '(i32.const 1)')}))))
  ${store(at.DEEPEST, '(local.get $deepest)')}
  ${store(at.NUMBERS, '(local.get $numbers)')}
  ${store(at.BEYOND_ASCII, '(i32.ne (i32.const 0) (i8x16.bitmask (local.get $beyond)))')})`;
