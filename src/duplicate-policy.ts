/**
 * What happens to a record if the table already holds another record under the same table key.
 *
 * The same record again is never a conflict: it counts as repeated, and nothing is written. Two records are the same if
 * their JSON texts are the same, apart from white space between tokens.
 */
export enum DuplicatePolicy {
  /**
   * The item stays. The record goes to the dead-letter queue with the reason `KEY_CONFLICT`; `existing.source` of the
   * dead letter says where the stored record came from.
   */
  REJECT = 'REJECT',

  /**
   * The record replaces the item. If a file holds several records with the same table key, any one of them may be the one
   * that stays.
   */
  OVERWRITE = 'OVERWRITE',
}
