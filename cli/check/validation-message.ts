import { ValidationError } from '../../src/private/contract/validation-error';
import { UsageError } from '../usage-error';

/** What the construct would refuse when the stack is synthesized is a wrong argument here. */
export function inWordsOfTheCommand<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    throw new UsageError(error.message.replace(/^SalesDataPipeline: /, '').replace('in "references"', 'with --reference'));
  }
}
