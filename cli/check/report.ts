import type { CheckResult } from './tally';
import type { Assessment } from '../../lambda-src/engine/assess/assessment';

/** Reports the verdicts on a file, to programs or to people. */
export interface Report {
  /** A promise where the next one has to wait for the reader of the output. */
  take(assessment: Assessment): Promise<unknown> | undefined;
  end(result: CheckResult): Promise<void>;
}
