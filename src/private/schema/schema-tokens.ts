import { Token } from 'aws-cdk-lib';
import { allReferences } from './references';
import type { RecordSchema } from '../../record-schema';
import { formatPointer } from '../contract/json-pointer';
import { ValidationError } from '../contract/validation-error';

/** Throws if a schema holds a token: compiled in would be the placeholder that stands for it at synthesis. */
export function assertNoTokens(schema: RecordSchema): void {
  for (const { _origin, _schema } of [schema, ...allReferences(schema)]) {
    assertKnown(_origin, _schema, '', new Set());
  }
}

function assertKnown(origin: string, value: unknown, pointer: string, seen: Set<unknown>): void {
  const here = pointer === '' ? 'its root' : pointer;
  if (Token.isUnresolved(value)) {
    throw new ValidationError(`SalesDataPipeline: ${origin} has a token at ${here}, whose value is known at deployment only. `
      + 'A schema is compiled at synthesis: write the value itself, or read it from the context of the app.');
  }
  // A schema that contains itself is refused by assertSchemas.
  if (typeof value === 'object' && value !== null && !seen.has(value)) {
    seen.add(value);
    for (const [name, part] of Object.entries(value)) {
      if (Token.isUnresolved(name)) {
        throw new ValidationError(`SalesDataPipeline: ${origin} has a token as a name at ${here}, whose value is known at deployment only. `
          + 'A schema is compiled at synthesis: write the name itself.');
      }
      assertKnown(origin, part, pointer + formatPointer([name]), seen);
    }
  }
}
