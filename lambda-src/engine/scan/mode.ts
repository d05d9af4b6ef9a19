/** What the scanner does next. */
export const enum Mode {
  /** Looks for the next text. */
  TEXTS,
  /** Looks for the next element of the records array. */
  ELEMENTS,
  /** Skips damage. */
  DAMAGE,
  /** Inside an object or array. */
  CONTAINER,
  /** Inside a string that is a value by itself. */
  STRING,
  /** At a number, `true`, `false` or `null`. */
  SCALAR,
  /** After a value: the next bytes decide whether the value is whole. */
  AFTER_VALUE,
}
