import type { ScanState } from './state';

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
    state.leadColumn + 1,
    state.openArrays + 1,
    state.inArray ? state.learning : 0,
    state.inArray && state.wrapped ? state.textName : 0,
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
    && state.leadColumn === last.leadColumn && state.openArrays === last.openArrays && state.textName === last.textName
    && state.names.length === last.names.length && state.names.every((name, k) => name === last.names[k]);
}

export function decodeState(text: string, offset: number): ScanState {
  const [flags, textColumn, elementColumn, until, lineLength, leadColumn, openArrays, learning, textName, ...names] = text.slice(3).split('.').map((part) => parseInt(part, 36));
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
    leadColumn: leadColumn - 1,
    openArrays: openArrays - 1,
    textName,
    textColumn,
    elementColumn: elementColumn - 1,
    until: until === 0 ? 0 : offset + until,
    learning,
    names,
  };
  const { mode, phase, damage } = state;
  const numbers = [mode, phase, damage, textColumn, elementColumn, until, lineLength, leadColumn, openArrays, learning, textName, ...names];
  if (!numbers.every(Number.isSafeInteger)) {
    throw new Error('the state of the scan is not one that a scan has written');
  }
  return state;
}
