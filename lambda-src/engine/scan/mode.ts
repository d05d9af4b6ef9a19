/** What the scanner does next. */
export const enum Mode {
  /** Looks for the next text. */
  TEXTS,
  /** Looks for the next element of the records array. */
  ELEMENTS,
  /** Looks ahead for where reading continues after damage. */
  SEARCH,
  /** Skips damage up to there. */
  DAMAGE,
  /** Looks ahead whether the value that has ended is what it seems to be. */
  DOUBT,
  /** Inside an object or array. */
  CONTAINER,
  /** Inside a string that is a value by itself. */
  STRING,
  /** At a number, `true`, `false` or `null`. */
  SCALAR,
  /** After a value: the next bytes decide whether the value is whole. */
  AFTER_VALUE,
  /** Inside the name before an element of an object in which every member is meant. */
  NAME,
  /** After that name: looks for the colon, */
  COLON,
  /** and for the value. */
  MEMBER_VALUE,
}
