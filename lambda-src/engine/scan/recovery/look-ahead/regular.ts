import type { RecordShapes } from '../record-shapes';

/** A value that stands where records stand, before anything is broken. */
export interface Regular {
  readonly start: number;
  readonly end: number;
  readonly names: number;
  readonly isObject: boolean;
  /** It is an object that has a line for itself. */
  readonly isLine: boolean;
  /** It is an object that has its lines for itself, except for a comma. */
  readonly isBlock: boolean;
  /** The column in which it starts and ends, if it is indented; negative otherwise. */
  readonly indentedAt: number;
  /** It has several lines and starts one, but does not end in that column. */
  readonly isCrooked: boolean;
}

/** Where the last of these values ends. */
export const endOf = (values: readonly Regular[], none: number): number => values.length === 0 ? none : values[values.length - 1].end;

/** The index of the last object; negative if there is none. */
export const lastObject = (values: readonly Regular[]): number => values.map(({ isObject }) => isObject).lastIndexOf(true);

/** The names of the objects that have some. */
export const namesOf = (values: readonly Pick<Regular, 'names'>[]): number[] => values.map(({ names }) => names).filter((names) => names !== 0);

/** Whether an object with these names looks like the others. */
export function isLikeOthers(names: number, others: RecordShapes): boolean {
  return others.uniform ? others.matches(names) : others.resembles(names);
}
