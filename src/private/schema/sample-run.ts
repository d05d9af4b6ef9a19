import { createContext, runInContext } from 'vm';
import { requireRuntime } from './runtime/require-runtime';
import { ValidationError } from '../contract/validation-error';

/** Long enough for a busy machine: a validator takes microseconds. */
const LONGEST_SECONDS = 10;

/** Throws unless compiled code can judge a few small values in time. */
export function assertJudges(origin: string, code: string): void {
  const context = createContext({ require: requireRuntime, module: { exports: {} } });
  try {
    runInContext(`${code}\n;[{}, [], "", 0, true, null].forEach((sample) => module.exports(sample));`, context, { timeout: LONGEST_SECONDS * 1_000 });
  } catch (error) {
    const { code: cause, message } = error as NodeJS.ErrnoException;
    throw new ValidationError(`SalesDataPipeline: ${origin} can't judge the record {}: ${cause === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? `it takes more than ${LONGEST_SECONDS} seconds. Let fewer references lead to the same schema.`
      : `${message}. Shorten its chains of references.`}`);
  }
}
