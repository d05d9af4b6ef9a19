import { ValidationError } from '../../src/private/contract/validation-error';
import { UsageError } from '../usage-error';

/** Runs `work`. A ValidationError of the construct becomes a UsageError: here the wrong prop is a wrong argument. */
export function inWordsOfTheCommand<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    throw new UsageError(error.message.replace(/^SalesDataPipeline: /, '').replace('in "references"', 'with --reference'));
  }
}
