/**
 * What the services allow, where it decides how long a large file takes. Each is what AWS documents; where the documentation
 * leaves a range, the slower end.
 */
export const LIMITS = {
  /** Writes per second of a new on-demand table. DynamoDB Developer Guide, "Understanding DynamoDB warm throughput". */
  newTable: 4_000,
  /**
   * A table takes up to twice what it has taken before; more than that within this time, in seconds, can be throttled. The same page.
   * In practice tables often grow sooner.
   */
  growth: 30 * 60,
  /** Writes per second of a table, unless the quota is raised. The same guide, "Quotas". */
  tableQuota: 40_000,
  /** Invocations that a function gets at once, and how many more every ten seconds. Lambda Developer Guide, "Function scaling". */
  functionRamp: 1_000,
} as const;
