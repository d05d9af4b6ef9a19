/** One number of a run. */
export interface Result {
  /** Of the row: the same in every run. */
  readonly id: string;
  readonly name: string;
  /** Of the file it was measured on; undefined where it is about none. */
  readonly dataSet?: string;
  readonly value: number;
  /** `×`: times as fast as JSON.parse, or times as long as something else, as the name says. */
  readonly unit: '×' | 'MB' | 'MB/s' | 'kB' | 'ms';
  readonly target?: Target;
  /** Said beside it. */
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

/** By how much a value is on the right side of its target, as a share of the target; negative where it is on the wrong one. */
export function margin({ value, target }: Result): number | undefined {
  if (target?.atLeast !== undefined) return value / target.atLeast - 1;
  if (target?.atMost !== undefined) return 1 - value / target.atMost;
  return undefined;
}
