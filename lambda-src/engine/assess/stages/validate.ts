import type { RecordValidator } from '../../../../src/private/contract/messages';
import { Rejection } from '../rejection';
import { recordErrors } from '../schema-errors';

/** Checks a parsed record against the schema. What is valid may still not be an object, which is all that an item can be. */
export function validate(tree: unknown, validator: RecordValidator): Record<string, unknown> | Rejection {
  if (!validator(tree)) return new Rejection('SCHEMA_VIOLATION', ...recordErrors(whatIsWrong(tree, validator)));
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) {
    return Rejection.ofRecord('SCHEMA_VIOLATION', 'type', 'must be object: nothing else can be an item');
  }
  return tree as Record<string, unknown>;
}

/** Looks at a rejected record again, for more than the first error. */
function whatIsWrong(tree: unknown, { errors, allErrors }: RecordValidator): NonNullable<RecordValidator['errors']> {
  const second = allErrors?.();
  // Should the two not agree, the first has decided.
  return (second && !second(tree) ? second.errors : errors) ?? [];
}
