import { formatPointer } from '../../../../src/private/contract/json-pointer';
import { MAX_ERRORS, MAX_MESSAGE_LENGTH, MAX_POINTER_LENGTH } from '../../../../src/private/contract/limits';
import type { RecordError, RecordValidator } from '../../../../src/private/contract/messages';
import { Rejection } from '../rejection';
import { shorten } from '../shorten';

/** Parameters of an error that name the member which the error is about. */
const NAMING_PARAMETERS = ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName'];

/** Checks a parsed record against the schema. What is valid may still not be an object, which is all that an item can be. */
export function validate(tree: unknown, validator: RecordValidator): Record<string, unknown> | Rejection {
  if (!validator(tree)) return new Rejection('SCHEMA_VIOLATION', ...schemaErrors(validator.errors));
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) {
    return Rejection.ofRecord('SCHEMA_VIOLATION', 'type', 'must be object: nothing else can be an item');
  }
  return tree as Record<string, unknown>;
}

/** The validator's errors as a dead letter has them: pointers to the members in question and rules, but no values. */
function schemaErrors(errors: RecordValidator['errors']): RecordError[] {
  return (errors ?? []).slice(0, MAX_ERRORS).map(({ instancePath, keyword, message, params }) => {
    const name = NAMING_PARAMETERS.map((parameter) => params[parameter]).find((value) => typeof value === 'string');
    return {
      pointer: shorten(name === undefined ? instancePath : instancePath + formatPointer([name as string]), MAX_POINTER_LENGTH),
      keyword,
      message: shorten(message ?? `must pass "${keyword}"`, MAX_MESSAGE_LENGTH),
    };
  });
}
