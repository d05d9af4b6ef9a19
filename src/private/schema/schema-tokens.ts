import { Token } from 'aws-cdk-lib';
import { allReferences } from './compile-schema';
import type { RecordSchema } from '../../record-schema';
import { ValidationError } from '../props/validation-error';

/** Fails where a schema holds a token, which would be compiled in as the number or the text that stands for it at synth. */
export function assertNoTokens(schema: RecordSchema): void {
  for (const { _origin, _schema } of [schema, ...allReferences(schema)]) {
    assertKnown(_origin, _schema, '', new Set());
  }
}

function assertKnown(origin: string, value: unknown, pointer: string, seen: Set<unknown>): void {
  if (Token.isUnresolved(value)) {
    throw new ValidationError(`SalesDataPipeline: ${origin} has a token at ${pointer === '' ? 'its root' : pointer}, whose value is known at deployment only. `
      + 'A schema is compiled at synth: write the value itself, or take it from the context of the app.');
  }
  // One that contains itself is refused elsewhere.
  if (typeof value === 'object' && value !== null && !seen.has(value)) {
    seen.add(value);
    for (const [name, part] of Object.entries(value)) {
      if (Token.isUnresolved(name)) {
        throw new ValidationError(`SalesDataPipeline: ${origin} has a token for a name at ${pointer === '' ? 'its root' : pointer}, whose value is known at deployment only. `
          + 'A schema is compiled at synth: write the name itself.');
      }
      assertKnown(origin, part, `${pointer}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`, seen);
    }
  }
}
