/** Where things are in the memory that JavaScript and WebAssembly share; in bytes. */

/** State of `skip`: words of 32 bits, read and written by both sides. */
export const DEPTH = 0;
/** How many segments of the records pointer lead to where we are. */
export const MATCHED = 4;
export const IN_STRING = 8;
/** The next byte stands behind a backslash. */
export const ESCAPED = 12;
/** The last byte that is no white space before the input; 0 when there is none. */
export const PREVIOUS = 16;
/** Address of the last quote that opened a string; -1 when it is not in the input. */
export const LAST_QUOTE = 20;
export const OUTCOME = 24;
/** Length of the name that is looked for; it stands at WANTED. */
export const WANTED_LENGTH = 28;

/** 1 when the byte before the input is one that a string can follow. */
export const PRECEDED = 32;

/** Results of `survey`: words of 32 bits. */
export const MEMBERS = 64;
export const DEEPEST = 68;
export const BLANKS = 72;
export const STRINGS = 76;
export const BACKSLASHES = 80;
export const CONTAINERS = 84;
export const NUMBERS = 88;
export const UNUSUAL_NUMBERS = 92;
export const SURROGATE_ESCAPES = 96;
export const BEYOND_ASCII = 100;
export const WORDS = 104;
export const LINE_ENDS = 108;

/** The closing brackets that are due, one byte each. */
export const CLOSERS = 1024;
/** Brackets deeper than this are only counted: the stack is not to grow with what a file holds. */
export const CLOSERS_LIMIT = 1024;
export const WANTED = 4096;
export const WANTED_LIMIT = 2048;
export const INPUT = 8192;
/** Read, but not looked at, behind the input. */
export const SLACK = 64;

/** Why `skip` has stopped. */
export const enum Outcome {
  /** The input is used up. */
  MORE,
  /** The value is complete. */
  DONE,
  /** The array of records has opened. */
  RECORDS,
  /** What stands here can't stand here. */
  DAMAGE,
  /** A bracket opens that may be the next on the way to the records. */
  ON_PATH,
  /** A level on the way to the records has ended. */
  PATH_LEFT,
}
