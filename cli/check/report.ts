import type { CheckResult } from './tally';
import type { Assessment } from '../../lambda-src/engine/assess/assessment';

/** Where the findings go: for programs, or for people. */
export interface Report {
  /** A promise when the reader has to catch up before the next. */
  take(assessment: Assessment): Promise<unknown> | undefined;
  end(result: CheckResult): Promise<void>;
}
