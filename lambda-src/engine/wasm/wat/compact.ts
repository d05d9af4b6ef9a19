import { below, i64, lowest, mask, SET_COMPARED } from './notation';
import { CARRY, LOCALS, STRINGS } from './strings';

/** Copies a JSON text without the white space between its tokens; returns the end of the copy. */
export const COMPACT = `
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
