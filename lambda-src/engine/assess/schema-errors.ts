import { jsonSize } from './json-size';
import { shorten } from './shorten';
import { formatPointer } from '../../../src/private/contract/json-pointer';
import { MAX_ERRORS, MAX_ERRORS_SIZE, MAX_MESSAGE_LENGTH, MAX_POINTER_LENGTH } from '../../../src/private/contract/limits';
import type { RecordError, SchemaError } from '../../../src/private/contract/messages';

/** Parameters of an error that name the member which the error is about. */
const NAMING_PARAMETERS = ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName'];

/**
 * The validator's errors as a dead letter has them: pointers to the members in question and rules, but no values. What is
 * certain comes first; of alternatives, one suffices. There are as many errors as a dead letter has room for, at least one.
 */
export function recordErrors(found: readonly SchemaError[]): RecordError[] {
  const errors = new Map<string, RecordError>();
  let size = 0;
  for (const error of mostUsefulFirst(found)) {
    const shown = recordError(error);
    const text = JSON.stringify(shown);
    if (errors.has(text)) continue;
    size += jsonSize(shown);
    if (errors.size === MAX_ERRORS || (errors.size > 0 && size > MAX_ERRORS_SIZE)) break;
    errors.set(text, shown);
  }
  return [...errors.values()];
}

function mostUsefulFirst(found: readonly SchemaError[]): SchemaError[] {
  const certain: SchemaError[] = [];
  const choices: SchemaError[][] = [];
  for (let i = found.length - 1; i >= 0; i--) {
    const error = found[i];
    const { alternatives, passingSchemas } = error.params;
    if (typeof alternatives === 'number') {
      // Before a choice stand the errors of its alternatives. If too many of them pass, the others do not matter.
      const before = found.slice(i - alternatives, i);
      choices.unshift(passingSchemas === null ? [error, ...mostUsefulFirst(before)] : [error]);
      i -= alternatives;
    } else {
      certain.unshift(error);
    }
  }
  // That "then" or "else" is not met is no news beside what is wrong with it.
  const telling = certain.filter(({ keyword }) => keyword !== 'if');
  return [...telling.length > 0 ? telling : certain, ...choices.flat()];
}

function recordError({ instancePath, keyword, message, params }: SchemaError): RecordError {
  const name = NAMING_PARAMETERS.map((parameter) => params[parameter]).find((value) => typeof value === 'string');
  return {
    pointer: shorten(name === undefined ? instancePath : instancePath + formatPointer([name as string]), MAX_POINTER_LENGTH),
    keyword,
    message: shorten(message ?? `must pass "${keyword}"`, MAX_MESSAGE_LENGTH),
  };
}
