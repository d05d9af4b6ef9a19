import type { RecordShapes } from '../record-shapes';

/** What is known where the look ahead starts. Columns are negative where they are not known. */
export interface Surroundings {
  /** The brackets around the elements; none for texts. */
  readonly around: readonly number[];
  /** A name precedes each element. */
  readonly named: boolean;
  readonly shapes: RecordShapes;
  /** The column in which elements start their lines. */
  readonly column: number;
  /** The column in which texts start their lines. */
  readonly textColumn: number;
  /** The column of the first byte, if it starts its line. */
  readonly headColumn: number;
  /** The first value is broken. */
  readonly broken: boolean;
  /** Brackets or quotes may be open where the look ahead starts. */
  readonly lost: boolean;
  /** The array around the elements opened on the line of the first value, and so far all of its elements are on that line. */
  readonly onTextLine: boolean;
  /** Nothing but words precedes the first value on its line. */
  readonly afterWords: boolean;
  /** The first name of the text around the elements, as a hash. */
  readonly textName: number;
  /** The first names of elements, as hashes. */
  readonly elementNames: readonly number[];
}
