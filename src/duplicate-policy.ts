/**
 * What happens to a record if the table already holds another record under the same table key.
 *
 * A record with the same content is never a conflict: it counts as repeated. The content is the same whatever the order of
 * members, white space, escapes, or the spelling of numbers, at any depth.
 */
export enum DuplicatePolicy {
  /**
   * The item stays. The record goes to the dead-letter queue with the reason `KEY_CONFLICT`; `existing.source` of the
   * dead letter says where the stored record came from.
   */
  REJECT = 'REJECT',

  /**
   * The newer record stays in the table, whatever the order in which they are processed: a newer record replaces the item, an
   * older one is superseded, which means that nothing is written.
   *
   * With `recordVersion`, the record says how new it is. Another content of the same version goes to the dead-letter queue with
   * the reason `KEY_CONFLICT`.
   *
   * Without it, the later upload wins, and in a file the later record. The time of an upload is that of the object in S3
   * (`Last-Modified`), in seconds: of two objects uploaded within one second, either one wins, but always the same one. A
   * multipart upload counts from its start.
   */
  OVERWRITE = 'OVERWRITE',
}
