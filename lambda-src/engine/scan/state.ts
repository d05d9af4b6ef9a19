/** What the scanner does next, between two extents. */
export const enum Mode {
  /** Looks for the next text. */
  TEXTS,
  /** Looks for the next element of the array of records. */
  ELEMENTS,
  /** Skips what can't be read. */
  DAMAGE,
  /** Inside an object or array. */
  VALUE,
  /** Inside a string that is an item by itself. */
  STRING,
  /** At a number, `true`, `false` or `null`. */
  SCALAR,
  /** Behind an item: what follows on the line decides whether it was whole. */
  AFTER,
}

/** What was last seen in the array of records. */
export const enum Phase { START, VALUE, COMMA }

/** What ends a damaged stretch besides a line. */
export const enum Damage {
  /** Nothing is known about where we are. */
  LOST,
  /** No bracket and no quote has been passed yet: the next comma is the array's own. */
  WORDS,
  /** Commas with nothing between them. */
  COMMAS,
}

/** How many elements of an array are looked at to learn how its records begin, and how many beginnings are kept. */
export const LEARNING = 16;
export const MAX_NAMES = 6;

/** All that a scanner has to know to go on from a boundary, besides the offset and the index. */
export interface ScanState {
  mode: Mode;
  /** Inside the array of records, */
  inArray: boolean;
  /** and that array is inside an object. */
  wrapped: boolean;
  phase: Phase;
  damage: Damage;
  /** The surplus comma behind the last element is reported already. */
  commaReported: boolean;
  /** The text has to end with its line. */
  oneLineText: boolean;
  /** Only white space so far on this line, */
  lineHead: boolean;
  /** which started here. */
  lineStart: number;
  /** The last byte that is no white space was a comma. */
  afterComma: boolean;
  /** Column of that comma where it leads its line; -1 otherwise. */
  leadColumn: number;
  /** Arrays that are open on the line where the damage starts, strings not told apart; -1 behind that line. */
  openArrays: number;
  /** How the object around the records begins. */
  textName: number;
  /** Column of the first byte that is no white space on the line where the last text started. */
  textColumn: number;
  /** Column in which the array's elements start their lines; -1 when they do not start lines. */
  elementColumn: number;
  /** Damage has been seen up to here: before it, a text or element has to be complete on its line. */
  until: number;
  /** Elements still to be looked at, and how those seen so far begin. */
  learning: number;
  names: number[];
}

export function initialState(offset: number): ScanState {
  return {
    mode: Mode.TEXTS,
    inArray: false,
    wrapped: false,
    phase: Phase.START,
    damage: Damage.LOST,
    commaReported: false,
    oneLineText: false,
    lineHead: true,
    lineStart: offset,
    afterComma: false,
    leadColumn: -1,
    openArrays: -1,
    textName: 0,
    textColumn: 0,
    elementColumn: -1,
    until: 0,
    learning: 0,
    names: [],
  };
}
