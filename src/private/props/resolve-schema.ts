import { isGiven } from './value-checks';
import type { Warning } from './warnings';
import { suspiciousSchema } from './warnings';
import { RecordSchema } from '../../record-schema';
import type { SchemaTexts } from '../contract/messages';
import { invalidProp, show } from '../contract/validation-error';
import type { CompiledSchema } from '../schema/compile-schema';
import { compileSchema } from '../schema/compile-schema';
import { allReferences } from '../schema/references';
import { assertNoTokens } from '../schema/schema-tokens';

export interface ResolvedSchema extends Pick<CompiledSchema, 'code' | 'allErrorsCode'> {
  readonly texts: SchemaTexts;
  readonly warnings: Warning[];
}

export function resolveSchema(value: RecordSchema | undefined): ResolvedSchema {
  const schema = isGiven(value) ? value : RecordSchema.contactAndOrder();
  assertRecordSchema(schema);
  assertNoTokens(schema);
  const { code, allErrorsCode, warnings } = compileSchema(schema);
  return { code, allErrorsCode, texts: textsOf(schema), warnings: warnings.map((finding) => suspiciousSchema(schema._origin, finding)) };
}

function textsOf(schema: RecordSchema): SchemaTexts {
  const text = ({ _schema }: RecordSchema): string => JSON.stringify(_schema);
  return { schema: text(schema), references: allReferences(schema).map(text) };
}

/** Not `instanceof`: there may be two copies of this package. */
function assertRecordSchema(schema: RecordSchema): void {
  if (!Array.isArray(schema._references)) {
    throw invalidProp('schema', schema, 'must be a RecordSchema',
      typeof schema === 'string' ? `Give RecordSchema.fromFile(${show(schema)}).` : 'Give RecordSchema.fromObject({…}) or RecordSchema.fromFile("order.json").');
  }
}
