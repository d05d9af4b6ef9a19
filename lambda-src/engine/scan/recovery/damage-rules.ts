import type { Carried } from '../carrier';

/** What the scanner knows about damage when it begins. */
export const enum Damage {
  /** Brackets or quotes may be open. */
  LOST,
  /** No bracket and no quote has been passed: the next comma is the array's own. */
  WORDS,
  /** Commas with nothing between them. */
  COMMAS,
}

/** What starts where an element of the records array can stand. */
export const enum Start {
  /** That can't be told yet: more bytes have to be in view. */
  UNKNOWN,
  ELEMENT,
  /** The next text: the array has not closed. */
  TEXT,
}

/** What becomes of a byte behind damage. */
export const enum Next {
  /** That can't be told yet: more bytes have to be in view. */
  UNKNOWN,
  /** It is damaged, too. */
  SKIP,
  /** It starts another damaged stretch. */
  SPLIT,
  /** Reading goes on with a text, */
  TEXT,
  /** with an element of the records array, */
  ELEMENT,
  /** behind such an element, */
  AFTER_ELEMENT,
  /** or behind the comma after one. */
  AFTER_COMMA,
}

/**
 * The rules behind damage: what belongs to it, and where reading goes on. No part of a broken record may be taken for a
 * record. The scanner tells them what whole records look like, asks them in doubt, and knows nothing else about them.
 * Where they are asked about a byte, it is the next one of the window.
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
  /** What follows an element without a comma; null for the end of the file. The answer TEXT says that the element was a text already. */
  elementFollowed(byte: number | null): Start;

  /** The scanner goes back to skip what can't be read. That was seen at `seen`. */
  damageStarts(kind: Damage, seen: number): void;
  /** `inStretch`: a damaged stretch is open. */
  damageGoesOn(byte: number, inStretch: boolean): Next;
}
