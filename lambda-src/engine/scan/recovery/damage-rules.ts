import type { Carried } from '../carrier';
import type { Surroundings } from './look-ahead/surroundings';

/** What the scanner knows when damage begins. */
export const enum Damage {
  /** No damage: a value is in doubt. */
  NONE,
  /** Brackets or quotes may be open. */
  LOST,
  /** The value goes on after its line, on which it has to end unless what follows it shows that it is whole. */
  LINES,
  /** No bracket and no quote has been passed: the next comma is the array's own. */
  WORDS,
  /** Such words, followed by what may be a value. */
  AFTER_WORDS,
  /** Commas with nothing between them. */
  COMMAS,
}

/** What starts where an element of the records array can be. */
export const enum Start {
  /** That can't be told yet: more bytes have to be in view. */
  UNKNOWN,
  ELEMENT,
  /** The next text: the array has not closed. */
  TEXT,
}

/** What to do with a byte after damage. */
export const enum Next {
  /** That can't be told yet: more bytes have to be in view. */
  UNKNOWN,
  /** It is damaged, too. */
  SKIP,
  /** It starts another damaged stretch. */
  SPLIT,
  /** Where reading continues has to be looked for, from here on. */
  SEARCH,
  /** Reading continues with a text, */
  TEXT,
  /** with an element of the records array, */
  ELEMENT,
  /** with the value of such an element that a name precedes, */
  MEMBER_VALUE,
  /** after such an element, */
  AFTER_ELEMENT,
  /** or behind the comma after one. */
  AFTER_COMMA,
}

/**
 * The rules for damage: how far it reaches, and where reading continues. No part of a broken record may be taken for a
 * record. The scanner shows whole records to the rules, asks them in doubt, and knows nothing else about them. Questions
 * about a byte are about the next byte of the window.
 */
export interface DamageRules extends Carried {
  /** The text has to end with its line. */
  readonly textEndsWithLine: boolean;
  /** The last text started in its line where texts start. */
  readonly textInPlace: boolean;
  /** What is known about where records stand, for a look ahead from here. */
  readonly surroundings: Surroundings;
  /** Whether a value that starts here has to end with its line. */
  valueEndsWithLine(start: number): boolean;

  fileStarts(offset: number): void;
  /** White space, or a comma between elements. */
  pass(byte: number, offset: number): void;
  /** Another separator between texts, of so many bytes. It does not move the column of what follows it. */
  passSeparator(length: number): void;
  /** False when more bytes have to be in view. */
  textStarts(byte: number): boolean;
  arrayStarts(): void;
  arrayEnds(): void;
  elementStarts(byte: number): Start;
  /** What follows an element without a comma; null for the end of the file. The answer TEXT means that the element itself was a text. */
  elementFollowed(byte: number | null): Start;

  /** The scanner goes back to skip bytes that can't be read. The byte at `seen` showed this. */
  damageStarts(kind: Damage, seen: number): void;
  /** The last text or element is what it seems to be: the next one is expected to look alike. */
  valueIsWhole(): void;
  /** `inStretch`: a damaged stretch is open. */
  damageGoesOn(byte: number, inStretch: boolean): Next;
}
