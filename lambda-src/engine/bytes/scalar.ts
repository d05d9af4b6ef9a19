import { textBetween } from './text-between';

const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Whether the bytes from this index up to and without that one are a number, `true`, `false` or `null`. */
export function isScalar(bytes: Uint8Array, from: number, to: number): boolean {
  return isPlainNumber(bytes, from, to) || SCALAR.test(textBetween(bytes, from, to, 'latin1'));
}

/** Whether they are digits, perhaps with a point among them. Most numbers are, and need no text. */
function isPlainNumber(bytes: Uint8Array, from: number, to: number): boolean {
  if (!isDigit(bytes[from]) || !isDigit(bytes[to - 1])) return false;
  if (bytes[from] === ZERO && to - from > 1 && bytes[from + 1] !== POINT) return false;
  let points = 0;
  for (let at = from; at < to; at++) {
    if (bytes[at] === POINT) points++;
    else if (!isDigit(bytes[at])) return false;
  }
  return points <= 1;
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
