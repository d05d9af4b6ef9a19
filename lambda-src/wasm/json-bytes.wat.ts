/**
 * The loops that look at every byte, 64 bytes at a time with SIMD, as WebAssembly text. A plain loop in JavaScript takes
 * as long as a quarter of JSON.parse; this takes a twentieth.
 *
 * For 64 bytes one 64-bit mask per question is made ("where are quotes?"), and the answers are combined: the method of
 * simdjson (Langdale and Lemire, Parsing Gigabytes of JSON per Second, 2019). `compile.ts` makes the module of this.
 */
import * as at from './layout';
import { Outcome } from './layout';

const VECTORS = [0, 1, 2, 3];

const code = (value: number | string): number => (typeof value === 'string' ? value.charCodeAt(0) : value);
/** Bytes to compare with, 16 of each. In locals, because they would be made anew for every 64 bytes otherwise. */
const COMPARED = ['"', '\\', ',', ':', '{', '}', '0', 'e', 10, 13, 0, 0x20, 0x21].map(code);
const byte = (value: number | string): string => {
  if (!COMPARED.includes(code(value))) throw new Error(`no local holds ${value}`);
  return `(local.get $c${code(value)})`;
};
const COMPARED_LOCALS = COMPARED.map((value) => `(local $c${value} v128)`).join(' ');
const SET_COMPARED = COMPARED.map((value) => `(local.set $c${value} (i8x16.splat (i32.const ${value})))`).join('\n');
const vector = (k: number): string => `(local.get $v${k})`;
const equal = (value: number | string) => (k: number): string => `(i8x16.eq ${vector(k)} ${byte(value)})`;
const below = (value: number) => (k: number): string => `(i8x16.lt_u ${vector(k)} ${byte(value)})`;
const either = (...tests: Array<(k: number) => string>) => (k: number): string =>
  tests.map((test) => test(k)).reduce((left, right) => `(v128.or ${left} ${right})`);
/** `{` and `[`, or `}` and `]`, differ in one bit. */
const bracket = (value: string) => (k: number): string => `(i8x16.eq (v128.or ${vector(k)} ${byte(0x20)}) ${byte(value)})`;
const opening = bracket('{');
const closing = bracket('}');

/** 64 answers in one number, that of the first byte in the lowest bit. */
const mask = (test: (k: number) => string): string => VECTORS
  .map((k) => `(i64.shl (i64.extend_i32_u (i8x16.bitmask ${test(k)})) (i64.const ${16 * k}))`)
  .reduce((left, right) => `(i64.or ${left} ${right})`);

const load = VECTORS.map((k) => `(local.set $v${k} (v128.load offset=${16 * k} (local.get $at)))`).join('\n');
const word = (address: number): string => `(i32.load (i32.const ${address}))`;
const store = (address: number, value: string): string => `(i32.store (i32.const ${address}) ${value})`;
const add = (address: number, value: string): string => store(address, `(i32.add ${word(address)} ${value})`);
const count = (value: string): string => `(i32.wrap_i64 (i64.popcnt ${value}))`;
const char = (value: string): string => `(i32.const ${value.charCodeAt(0)})`;
const i64 = (name: string): string => `(local.get $${name})`;
const lowest = (name: string): string => `(i32.wrap_i64 (i64.ctz ${i64(name)}))`;
const dropLowest = (name: string): string => `(local.set $${name} (i64.and ${i64(name)} (i64.sub ${i64(name)} (i64.const 1))))`;
const isAnyOf = (name: string, ...values: string[]): string => values
  .map((value) => `(i32.eq (local.get $${name}) (i32.const ${value.charCodeAt(0)}))`)
  .reduce((left, right) => `(i32.or ${left} ${right})`);

const LOCALS = `
  (local $v0 v128) (local $v1 v128) (local $v2 v128) (local $v3 v128)
  (local $valid i64) (local $quotes i64) (local $backslashes i64) (local $inside i64) (local $events i64) (local $escapes i64)
  (local $potential i64) (local $terminal i64) (local $escaped i64) (local $string i64) (local $starts i64)
  (local $left i32) (local $p i32) ${COMPARED_LOCALS}`;

const ODD = '(i64.const 0xAAAAAAAAAAAAAAAA)';

/**
 * Loads 64 bytes; finds which of them count, which quotes are real, and which bytes are inside strings (the quote that
 * opens is, the one that closes is not).
 */
const STRINGS = `
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
const CARRY = `
  (local.set $string (i64.shr_s ${i64('inside')} (i64.const 63)))
  (local.set $escaped (i64.shr_u ${i64('escapes')} (i64.const 63)))`;

/** Bit $left - 1 of a mask, as 0 or 1: what holds for the last byte of the input. */
const atLast = (name: string): string =>
  `(i32.wrap_i64 (i64.and (i64.const 1) (i64.shr_u ${i64(name)} (i64.extend_i32_u (i32.sub (local.get $left) (i32.const 1))))))`;

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
const SKIP = `
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

const PLAIN_NUMBER_LENGTH = 38;

/** Looks over a JSON text: what the parsed tree does not tell, and where its numbers are. */
const SURVEY = `
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

/** Copies a JSON text without the white space between its tokens; returns the end of the copy. */
const COMPACT = `
(func (export "compact") (param $at i32) (param $end i32) (param $to i32) (result i32)
  ${LOCALS}
  (local $keep i64) (local $run i32)
  ${SET_COMPARED}
  (block $done (loop $blocks
    (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
    ${STRINGS}
    (local.set $keep (i64.and (local.get $valid) (i64.or (i64.or ${i64('inside')} ${i64('quotes')})
      (i64.xor (i64.const -1) ${mask(below(0x21))}))))
    (local.set $p (local.get $at))
    (block $blockDone (loop $runs
      (br_if $blockDone (i64.eqz ${i64('keep')}))
      ;; To the next byte to keep,
      (local.set $run ${lowest('keep')})
      (local.set $p (i32.add (local.get $p) (local.get $run)))
      (local.set $keep (i64.shr_u ${i64('keep')} (i64.extend_i32_u (local.get $run))))
      ;; and as far as all are kept. What is copied too much is written over.
      (local.set $run (i32.wrap_i64 (i64.ctz (i64.xor ${i64('keep')} (i64.const -1)))))
      (v128.store (local.get $to) (v128.load (local.get $p)))
      (if (i32.gt_u (local.get $run) (i32.const 16)) (then
        ${[16, 32, 48].map((offset) => `(v128.store offset=${offset} (local.get $to) (v128.load offset=${offset} (local.get $p)))`).join('\n')}))
      (local.set $to (i32.add (local.get $to) (local.get $run)))
      (local.set $p (i32.add (local.get $p) (local.get $run)))
      (br_if $blockDone (i32.eq (local.get $run) (i32.const 64)))
      (local.set $keep (i64.shr_u ${i64('keep')} (i64.extend_i32_u (local.get $run))))
      (br $runs)))
    ${CARRY}
    (local.set $at (i32.add (local.get $at) (i32.const 64)))
    (br $blocks)))
  (local.get $to))`;

export const JSON_BYTES_WAT = `(module (memory (export "memory") 2)${SKIP}${SURVEY}${COMPACT})`;
