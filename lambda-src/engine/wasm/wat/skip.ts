import * as at from '../layout';
import { Outcome } from '../layout';
import {
  below, char, closing, dropLowest, either, equal, i64, isAnyOf, lowest, mask, opening, SET_COMPARED, store, word,
} from './notation';
import { atLast, CARRY, LOCALS, STRINGS } from './strings';

/** Walks to the last byte before $p that is no white space; leaves it in $before. */
const SIGNIFICANT_BEFORE = `
  (local.set $before ${word(at.PREVIOUS)})
  (local.set $q (local.get $p))
  (block $found (loop $back
    (br_if $found (i32.le_u (local.get $q) (local.get $from)))
    (local.set $q (i32.sub (local.get $q) (i32.const 1)))
    (local.set $byte (i32.load8_u (local.get $q)))
    (br_if $back ${isAnyOf('byte', ' ', '\n', '\r', '\t')})
    (local.set $before (local.get $byte))))`;

/** Finds the last string that started before the event in hand: at a bracket, the name of its member. */
const LAST_NAME = `
  (local.set $potential (i64.and ${i64('starts')}
    (i64.sub (i64.and ${i64('events')} (i64.sub (i64.const 0) ${i64('events')})) (i64.const 1))))
  (local.set $q (if (result i32) (i64.eqz (local.get $potential))
    (then (local.get $lastQuote))
    (else (i32.add (local.get $at) (i32.sub (i32.const 63) (i32.wrap_i64 (i64.clz (local.get $potential))))))))
  ${store(at.LAST_QUOTE, '(local.get $q)')}`;

const stop = (outcome: Outcome, position = '(local.get $p)'): string => `
  ${store(at.OUTCOME, `(i32.const ${outcome})`)}
  (br $stop ${position})`;

const CLOSER = `(i32.add (i32.const ${at.CLOSERS - 1}) (local.get $depth))`;
const BEYOND_STACK = `(i32.gt_s (local.get $depth) (i32.const ${at.CLOSERS_LIMIT}))`;

/**
 * Walks through an object or array from behind its opening bracket. Brackets have to match, a bracket and a string have
 * to stand where one can, and a string ends on its line; whatever else is wrong is left to the parser.
 */
export const SKIP = `
(func (export "skip") (param $from i32) (param $end i32) (param $oneLine i32) (result i32)
  ${LOCALS}
  (local $at i32) (local $depth i32) (local $before i32) (local $q i32) (local $byte i32) (local $bracket i32) (local $k i32)
  (local $control i64) (local $bad i64) (local $mayPrecede i64) (local $preceded i64) (local $lastQuote i32)
  ${SET_COMPARED}
  (local.set $at (local.get $from))
  (local.set $depth ${word(at.DEPTH)})
  (local.set $string (i64.sub (i64.const 0) (i64.extend_i32_u ${word(at.IN_STRING)})))
  (local.set $escaped (i64.extend_i32_u ${word(at.ESCAPED)}))
  (local.set $lastQuote ${word(at.LAST_QUOTE)})
  (local.set $preceded (i64.extend_i32_u ${word(at.PRECEDED)}))
  (block $stop (result i32)
    (loop $blocks (result i32)
      (if (i32.ge_u (local.get $at) (local.get $end)) (then
        ${store(at.IN_STRING, '(i32.wrap_i64 (i64.and (local.get $string) (i64.const 1)))')}
        ${store(at.ESCAPED, '(i32.wrap_i64 (local.get $escaped))')}
        ${store(at.PRECEDED, '(i32.wrap_i64 (local.get $preceded))')}
        (local.set $p (local.get $end))
        ${SIGNIFICANT_BEFORE}
        ${store(at.PREVIOUS, '(local.get $before)')}
        ${stop(Outcome.MORE, '(local.get $end)')}))
      ${STRINGS}
      (local.set $control (i64.and ${mask(below(0x20))} (local.get $valid)))
      (local.set $mayPrecede ${mask(either(below(0x21), equal(','), equal(':'), opening))})
      ;; A string that starts behind something else than these is the rest of one whose quote is missing.
      (local.set $bad (i64.and ${i64('starts')}
        (i64.xor (i64.const -1) (i64.or (i64.shl ${i64('mayPrecede')} (i64.const 1)) (local.get $preceded)))))
      (if (i64.ne (i64.and ${i64('control')} (i64.or ${i64('inside')} (i64.extend_i32_s (i32.sub (i32.const 0) (local.get $oneLine))))) (i64.const 0)) (then
        (local.set $control (i64.and ${mask(either(equal(10), equal(13)))} ${i64('control')}))
        (local.set $bad (i64.or ${i64('bad')}
          (i64.and ${i64('control')} (i64.or ${i64('inside')} (i64.extend_i32_s (i32.sub (i32.const 0) (local.get $oneLine)))))))))
      (local.set $events (i64.or ${i64('bad')} (i64.and (local.get $valid)
        (i64.and ${mask(either(opening, closing))} (i64.xor (i64.const -1) ${i64('inside')})))))
      (block $blockDone (loop $each
        (br_if $blockDone (i64.eqz ${i64('events')}))
        (local.set $p (i32.add (local.get $at) ${lowest('events')}))
        (if (i64.ne (i64.and ${i64('bad')} (i64.and ${i64('events')} (i64.sub (i64.const 0) ${i64('events')}))) (i64.const 0)) (then
          ${stop(Outcome.DAMAGE)}))
        (local.set $bracket (i32.load8_u (local.get $p)))
        (if (i32.eq (i32.or (local.get $bracket) (i32.const 0x20)) ${char('}')})
          (then
            (if (i32.eqz ${BEYOND_STACK}) (then
              (if (i32.ne (i32.load8_u ${CLOSER}) (local.get $bracket)) (then ${stop(Outcome.DAMAGE)}))))
            (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))
            (if (i32.eqz (local.get $depth)) (then
              ${stop(Outcome.DONE, '(i32.add (local.get $p) (i32.const 1))')}))
            (if (i32.ge_s ${word(at.MATCHED)} (local.get $depth)) (then
              ${LAST_NAME}
              ${stop(Outcome.PATH_LEFT, '(i32.add (local.get $p) (i32.const 1))')})))
          (else
            ${SIGNIFICANT_BEFORE}
            (if (i32.eqz ${BEYOND_STACK}) (then
              (local.set $byte (i32.load8_u ${CLOSER}))
              (if (i32.eqz (if (result i32) (i32.eq (local.get $byte) ${char('}')})
                (then ${isAnyOf('before', ':')})
                (else ${isAnyOf('before', '[', ',')})))
                (then ${stop(Outcome.DAMAGE)})))
              (else
                (if (i32.eqz ${isAnyOf('before', ':', '[', ',')}) (then ${stop(Outcome.DAMAGE)}))))
            (if (i32.eq (local.get $depth) (i32.add ${word(at.MATCHED)} (i32.const 1))) (then
              ${LAST_NAME}
              (if (i32.lt_s (local.get $q) (i32.const 0)) (then ${stop(Outcome.ON_PATH)}))
              (local.set $k (i32.const 0))
              (block $otherName
                (block $sameName
                  (loop $compare
                    (local.set $byte (i32.load8_u offset=1 (i32.add (local.get $q) (local.get $k))))
                    (if (i32.eq (local.get $k) ${word(at.WANTED_LENGTH)}) (then
                      (br_if $sameName (i32.eq (local.get $byte) ${char('"')}))
                      (br $otherName)))
                    ;; From an escape on JavaScript compares.
                    (br_if $sameName (i32.eq (local.get $byte) ${char('\\')}))
                    (br_if $otherName (i32.ne (local.get $byte) (i32.load8_u offset=${at.WANTED} (local.get $k))))
                    (local.set $k (i32.add (local.get $k) (i32.const 1)))
                    (br $compare)))
                ${stop(Outcome.ON_PATH)})))
            (local.set $depth (i32.add (local.get $depth) (i32.const 1)))
            (if (i32.eqz ${BEYOND_STACK}) (then
              (i32.store8 ${CLOSER} (i32.add (local.get $bracket) (i32.const 2)))))))
        ${dropLowest('events')}
        (br $each)))
      (if (i64.ne ${i64('starts')} (i64.const 0)) (then
        (local.set $lastQuote (i32.add (local.get $at) (i32.sub (i32.const 63) (i32.wrap_i64 (i64.clz ${i64('starts')})))))
        ${store(at.LAST_QUOTE, '(local.get $lastQuote)')}))
      (if (i32.lt_u (local.get $left) (i32.const 64))
        (then
          (local.set $string (i64.extend_i32_u ${atLast('inside')}))
          (local.set $escaped (i64.extend_i32_u ${atLast('escapes')}))
          (local.set $preceded (i64.extend_i32_u ${atLast('mayPrecede')})))
        (else
          ${CARRY}
          (local.set $preceded (i64.shr_u ${i64('mayPrecede')} (i64.const 63)))))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br $blocks)))
  ${store(at.DEPTH, '(local.get $depth)')})`;
