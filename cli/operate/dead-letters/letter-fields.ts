import type { Letter } from './message';
import type { DeadLetter } from '../../../src/private/contract/messages';

/** What lines of JSON say of a dead letter, whatever they are for: all of it but the record. */
export interface LetterFields extends Pick<DeadLetter, 'reason' | 'errors' | 'records' | 'source' | 'existing' | 'pipeline' | 'execution' | 'time'> {
  readonly id: string;
}

export function letterFields({ id, deadLetter }: Pick<Letter, 'id' | 'deadLetter'>): LetterFields {
  const { reason, errors, records, source, existing, pipeline, execution, time } = deadLetter;
  return { id, reason, errors, records, source, existing, pipeline, execution, time };
}
