/**
 * The loops that look at every byte, 64 bytes at a time with SIMD, as WebAssembly text. A plain loop in JavaScript takes
 * a quarter of the time of JSON.parse without looking for damage; this takes a tenth with it.
 *
 * For 64 bytes one 64-bit mask per question is made ("where are quotes?"), and the answers are combined: the method of
 * simdjson (Langdale and Lemire, Parsing Gigabytes of JSON per Second, 2019). `compile.ts` makes the module of this.
 */
import { COMPACT } from './wat/compact';
import { SKIP } from './wat/skip';
import { SURVEY } from './wat/survey';

export const JSON_BYTES_WAT = `(module (memory (export "memory") 2)${SKIP}${SURVEY}${COMPACT})`;
