/**
 * What happens to a record whose key is already in the table with another content.
 *
 * The same record again (the same JSON text, white space between tokens aside) is never a conflict: it is counted as
 * repeated and nothing is written.
 */
export enum DuplicatePolicy {
  /**
   * The item stays as it is; the record goes to the dead-letter queue with the reason `KEY_CONFLICT`, and the letter
   * names where the stored one came from.
   */
  REJECT = 'REJECT',

  /**
   * The record replaces the item. Of two records with one key in the same file it is not defined which one stays.
   */
  OVERWRITE = 'OVERWRITE',
}
