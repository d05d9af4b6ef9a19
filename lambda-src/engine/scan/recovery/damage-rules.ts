import type { Carried } from '../carrier';

/** What the scanner knows when damage begins. */
export const enum Damage {
  /** Brackets or quotes may be open. */
  LOST,
  /** No bracket and no quote has been passed: the next comma is the array's own. */
  WORDS,
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
  /** Reading continues with a text, */
  TEXT,
  /** with an element of the records array, */
  ELEMENT,
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
  /** Whether a value that starts here has to end with its line. */
  valueEndsWithLine(start: number): boolean;

  fileStarts(offset: number): void;
  /** White space, or a comma between elements. */
  pass(byte: number, offset: number): void;
  /** False when more bytes have to be in view. */
  textStarts(byte: number): boolean;
  arrayStarts(): void;
  arrayEnds(): void;
  elementStarts(byte: number): Start;
  /** What follows an element without a comma; null for the end of the file. The answer TEXT means that the element itself was a text. */
  elementFollowed(byte: number | null): Start;

  /** The scanner goes back to skip bytes that can't be read. The byte at `seen` showed this. */
  damageStarts(kind: Damage, seen: number): void;
  /** `inStretch`: a damaged stretch is open. */
  damageGoesOn(byte: number, inStretch: boolean): Next;
}
