/** Takes the fields of the scanner's state one by one: writes each, or returns the one that was written. */
export interface Carrier {
  /** Offset of the boundary. Offsets are carried as distances from it, which are short. */
  readonly offset: number;
  flag(value: boolean): boolean;
  /** One of a few values, from 0 to `last`, which is below 36. */
  choice<T extends number>(value: T, last: T): T;
  /** A whole number that is not less than `least`. */
  number(value: number, least?: number): number;
  /** Whole numbers from 0 on, at most `most` of them. */
  numbers(values: number[], most: number): number[];
}

/**
 * A part of the scanner's state. Its `carry` is the only list of the fields that a boundary holds: encoding, decoding
 * and comparing all go through it. Other members are not needed after a boundary.
 */
export interface Carried {
  /** Sets each field to the value that the carrier returns for it. */
  carry(carrier: Carrier): void;
}
