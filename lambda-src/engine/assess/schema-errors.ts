import type { RecordError, RecordValidator } from '../../../src/private/contract/messages';
import { formatPointer } from '../json/pointer';

/** A letter has to stay small however much is wrong with a record. */
const MAX_ERRORS = 10;
const MAX_MESSAGE_LENGTH = 300;
const MAX_POINTER_LENGTH = 1000;

/** Parameters that name a member of the record which the error is about. */
const NAMING_PARAMETERS = ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName'];

/** What a validator found, for a letter: pointers to the members meant, rules, no values. */
export function schemaErrors(errors: RecordValidator['errors']): RecordError[] {
  return (errors ?? []).slice(0, MAX_ERRORS).map(({ instancePath, keyword, message, params }) => {
    const name = NAMING_PARAMETERS.map((parameter) => params[parameter]).find((value) => typeof value === 'string');
    return {
      pointer: shorten(name === undefined ? instancePath : instancePath + formatPointer([name as string]), MAX_POINTER_LENGTH),
      keyword,
      message: shorten(message ?? `must pass "${keyword}"`, MAX_MESSAGE_LENGTH),
    };
  });
}

export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
