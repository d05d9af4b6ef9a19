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

export function initialState(): ScanState {
  return {
    mode: Mode.TEXTS,
    inArray: false,
    wrapped: false,
    phase: Phase.START,
    damage: Damage.LOST,
    commaReported: false,
    oneLineText: false,
    lineHead: true,
    lineStart: 0,
    afterComma: false,
    textColumn: 0,
    elementColumn: -1,
    until: 0,
    learning: 0,
    names: [],
  };
}

/** Short, because each of up to 2,000 batches carries one. */
export function encodeState(state: ScanState, offset: number): string {
  const flags = [state.inArray, state.wrapped, state.commaReported, state.oneLineText, state.lineHead, state.afterComma]
    .reduce((sum, flag, bit) => sum + (flag ? 2 ** bit : 0), 0);
  const numbers = [
    flags,
    state.textColumn,
    state.elementColumn + 1,
    Math.max(0, state.until - offset),
    state.lineHead ? offset - state.lineStart : 0,
    state.inArray ? state.learning : 0,
    ...(state.inArray ? state.names : []),
  ];
  return `${state.mode}${state.phase}${state.damage}${numbers.map((number) => number.toString(36)).join('.')}`;
}

/** Whether two states are written the same, the second at `offset`. */
export function sameState(last: ScanState, state: ScanState, offset: number): boolean {
  return !state.lineHead && !last.lineHead && state.until <= offset && state.mode === last.mode && state.phase === last.phase
    && state.damage === last.damage && state.inArray === last.inArray && state.wrapped === last.wrapped
    && state.commaReported === last.commaReported && state.oneLineText === last.oneLineText && state.afterComma === last.afterComma
    && state.textColumn === last.textColumn && state.elementColumn === last.elementColumn && state.learning === last.learning
    && state.names.length === last.names.length && state.names.every((name, k) => name === last.names[k]);
}

export function decodeState(text: string, offset: number): ScanState {
  const [flags, textColumn, elementColumn, until, lineLength, learning, ...names] = text.slice(3).split('.').map((part) => parseInt(part, 36));
  const flag = (bit: number): boolean => Math.floor(flags / 2 ** bit) % 2 === 1;
  const state: ScanState = {
    mode: Number(text[0]),
    phase: Number(text[1]),
    damage: Number(text[2]),
    inArray: flag(0),
    wrapped: flag(1),
    commaReported: flag(2),
    oneLineText: flag(3),
    lineHead: flag(4),
    afterComma: flag(5),
    lineStart: offset - lineLength,
    textColumn,
    elementColumn: elementColumn - 1,
    until: until === 0 ? 0 : offset + until,
    learning,
    names,
  };
  if (![state.mode, state.phase, state.damage, textColumn, elementColumn, until, lineLength, learning, ...names].every(Number.isSafeInteger)) {
    throw new Error('the state of the scan is not one that a scan has written');
  }
  return state;
}
