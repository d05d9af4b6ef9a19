/** One number of a run. */
export interface Result {
  /** Id of the row, the same in every run. */
  readonly id: string;
  readonly name: string;
  /** Name of the measured file; undefined if the result is not about a file. */
  readonly dataSet?: string;
  readonly value: number;
  /** `×`: speed relative to JSON.parse, or another ratio that the name explains. */
  readonly unit: '×' | 'MB' | 'MB/s' | 'kB' | 'ms';
  readonly target?: Target;
  /** Printed below the table. */
  readonly note?: string;
}

export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function isMet({ value, target }: Result): boolean | undefined {
  if (!target) return undefined;
  return value >= (target.atLeast ?? -Infinity) && value <= (target.atMost ?? Infinity);
}

/** By how much a value meets its target, as a share of the target; negative if it misses the target. */
export function margin({ value, target }: Result): number | undefined {
  if (target?.atLeast !== undefined) return value / target.atLeast - 1;
  if (target?.atMost !== undefined) return 1 - value / target.atMost;
  return undefined;
}
