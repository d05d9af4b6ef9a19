import type { CheckResult } from './tally';
import type { Assessment } from '../../lambda-src/engine/assess/entry';

/** Where the findings go: for programs, or for people. */
export interface Report {
  /** A promise when the reader has to catch up before the next. */
  take(assessment: Assessment): unknown;
  end(result: CheckResult): Promise<void>;
}
