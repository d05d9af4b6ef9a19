/**
 * Where a record says how new it is.
 *
 * @example
 * import { DuplicatePolicy, SalesDataPipeline } from 'cdk-sales-data-pipeline';
 *
 * new SalesDataPipeline(this, 'Sales', {
 *   duplicatePolicy: DuplicatePolicy.OVERWRITE,
 *   recordVersion: { pointers: ['/updated_at', '/created_at'] },
 * });
 */
export interface RecordVersion {
  /**
   * JSON pointers (RFC 6901) into a record, such as `/updated_at`: at least one. The first pointer that leads to a value gives
   * the version.
   *
   * The value is an RFC 3339 date-time with its offset, such as `2026-11-26T10:15:00.123Z` or `2026-11-26T12:15:00+02:00`, or a
   * number. Date-times are compared as moments, as nanoseconds since 1970; numbers as numbers of up to 38 digits, with
   * magnitudes from 0.000001 to less than 1E38, and 0. A record without such a value goes to the dead-letter queue with the
   * reason `INVALID_VERSION`.
   */
  readonly pointers: string[];
}
