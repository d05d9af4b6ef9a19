import type { Cursor } from './cursor';
import type { Extent } from './extent';
import { End } from './extent';
import { Mode } from './mode';
import { Damage, Start } from './recovery/damage-rules';
import { doubt, isDoubtful, nextSignificant } from './recovery/doubt';
import { separatorLength } from './separators';
import { withdrawElement } from './unended-array';
import { CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, continues, isLineEnd, isWhitespace, OPEN_ARRAY, QUOTE, startsContainerOrString, startsScalar } from '../bytes/json-bytes';
import { nameCount } from '../bytes/name-bit';

const NUMBER = Buffer.from('0123456789+-.eE');
/** Stands for the end of the file. */
const NOTHING = 0;
/** In bytes. */
const LONGEST_WORDS = 256;

/**
 * After a value. The value is whole only if the next bytes can follow it: in `{"a":{"b":1}},"c":2}`, the part
 * `{"a":{"b":1}}` is not a record, because nobody wrote it as one.
 */
export function afterValue(cursor: Cursor): Extent | null {
  const { array, plan, rules, value, window } = cursor;
  const { bytes, base, end } = window;
  for (let i = window.at - base; i < bytes.length; i++) {
    const byte = bytes[i];
    window.at = base + i;
    if (isWhitespace(byte)) {
      if (isLineEnd(byte) && (!array.inside || rules.textEndsWithLine)) return completeUnlessDoubtful(cursor, byte);
      rules.pass(byte, window.at);
      continue;
    }
    const length = separatorLength(bytes, i, end === End.MORE);
    if (length === null) return null;
    if (!array.inside && length > 0) return completeUnlessDoubtful(cursor, byte);
    if (array.inside) {
      if (byte === COMMA || byte === array.closer) return completeUnlessDoubtful(cursor, byte);
      const start = mayBeText(cursor) ? rules.elementFollowed(byte) : Start.ELEMENT;
      if (start === Start.UNKNOWN) return null;
      if (start === Start.TEXT) return withdrawElement(cursor);
    } else if ((startsScalar(byte) && (value.memberNames === 0 || window.at > value.end))
      || (byte === COMMA && (value.memberNames !== 0 || value.recordEnd === null))) {
      return completeUnlessDoubtful(cursor, byte);
    }
    // Only a comma is missing, and both values are whole.
    if (startsContainerOrString(byte) && !(array.named && value.recordEnd === null)) return completeUnlessDoubtful(cursor, byte);
    if (!array.inside && value.memberNames !== 0) {
      const words = areWords(cursor);
      if (words === null) return null;
      if (words) return completeUnlessDoubtful(cursor, byte);
      // On a line of its own, a text and what follows it are one broken text. One name and a brace too many say nothing.
      if (!rules.textInPlace && (byte !== CLOSE_OBJECT || nameCount(value.memberNames) > 1)) {
        return value.start < plan.trustedUntil ? complete(cursor) : doubt(cursor);
      }
    }
    window.dependOn(window.at + 1);
    return cursor.damage(damageStart(cursor, byte), window.at, value.isScalar ? Damage.WORDS : Damage.LOST);
  }
  window.at = base + bytes.length;
  if (end === End.MORE) return null;
  if (end === End.FILE && mayBeText(cursor) && rules.elementFollowed(null) === Start.TEXT) return withdrawElement(cursor);
  return end === End.FILE && array.inside ? completeUnlessDoubtful(cursor, NOTHING) : complete(cursor);
}

/** Where the damage starts that this byte shows. Brackets of an empty array are part of it if what follows continues something. */
function damageStart({ array, emptyAt, value, window }: Cursor, byte: number): number {
  // An empty member may be the beginning of a broken record. If a text ends too early, more records may stand behind those read so far.
  if (value.recordEnd !== null || array.named || ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && !array.inside)) return value.start;
  return emptyAt !== null && continues(byte) ? emptyAt : window.at;
}

/** Whether the last element may be the next text after an array that does not close. If records of it are out, it is not. */
function mayBeText({ array, value }: Cursor): boolean {
  return array.open && value.recordEnd !== null;
}

/**
 * Whether what follows a text is damage by itself: words, or the rest of a record without its head, as in `{"a":1}b":2}`. Not if it
 * could be more of the text, or of a number in it that a bracket cuts. Null if it is not in view.
 */
function areWords({ window }: Cursor): boolean | null {
  const { bytes, base, end } = window;
  const start = window.at - base;
  if (bytes[start] === COLON) return true;
  for (let i = start; i < bytes.length && i < start + LONGEST_WORDS; i++) {
    if (continues(bytes[i]) || startsContainerOrString(bytes[i])) return false;
    if (isLineEnd(bytes[i]) || !(isWhitespace(bytes[i]) || NUMBER.includes(bytes[i]))) return true;
  }
  return bytes.length >= start + LONGEST_WORDS ? false : end !== End.MORE || null;
}

function completeUnlessDoubtful(cursor: Cursor, byte: number): Extent | null {
  const { window } = cursor;
  if (cursor.emptyAt !== null && !cursor.array.inside && byte !== NOTHING) {
    const next = nextSignificant(cursor, true);
    if (next === null) return null;
    // The bracket that an array of nothing begins with may be inside a record that has lost its head.
    if (continues(next) || (byte === COMMA && next === QUOTE)) {
      window.dependOn(window.at + 1);
      return cursor.damage(cursor.emptyAt, window.at);
    }
    if (byte === COMMA && next === OPEN_ARRAY && cursor.emptyIsArray && cursor.value.start >= cursor.plan.trustedUntil) return doubt(cursor);
  }
  const doubtful = isDoubtful(cursor, byte);
  if (doubtful === null) return null;
  if (doubtful) return doubt(cursor);
  if (byte === COMMA && !cursor.array.inside) {
    cursor.rules.pass(byte, window.at);
    window.at++;
  }
  return complete(cursor);
}

function complete(cursor: Cursor): Extent | null {
  const { array, rules, shapes, value, window } = cursor;
  const { memberNames, recordStart, recordEnd } = value;
  if (recordEnd !== null) {
    rules.valueIsWhole();
    if (memberNames !== 0) shapes.learn(memberNames);
  }
  cursor.emptyAt = null;
  cursor.mode = array.inside ? Mode.ELEMENTS : Mode.TEXTS;
  value.start = window.at;
  return recordEnd === null ? null : cursor.emit('record', recordStart, recordEnd);
}
