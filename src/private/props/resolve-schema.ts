import { isGiven } from './value-checks';
import type { Warning } from './warnings';
import { suspiciousSchema } from './warnings';
import type { RecordSchema } from '../../record-schema';
import { invalidProp, show } from '../contract/validation-error';
import type { CompiledSchema } from '../schema/compile-schema';
import { DEFAULT_SCHEMA } from '../schema/default-schema';
import type { SchemaFiles } from '../schema/schema-files';
import { schemaFiles } from '../schema/schema-files';
import { assertNoTokens } from '../schema/schema-tokens';

export interface ResolvedSchema {
  /** Undefined for the default schema, which is built with the package. */
  readonly files?: SchemaFiles;
  readonly warnings: Warning[];
}

export function resolveSchema(schema: RecordSchema | undefined): ResolvedSchema {
  if (!isGiven(schema)) return { warnings: [] };
  assertRecordSchema(schema);
  if (schema._schema === DEFAULT_SCHEMA) return { warnings: [] };
  assertNoTokens(schema);
  const compiled = compile(schema);
  return { files: schemaFiles(schema, compiled), warnings: compiled.warnings.map((finding) => suspiciousSchema(schema._origin, finding)) };
}

/** Loads the compiler when it is needed: it takes longer than all other modules of this package. */
function compile(schema: RecordSchema): CompiledSchema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { compileSchema } = require('../schema/compile-schema') as typeof import('../schema/compile-schema');
  return compileSchema(schema);
}

/** Not `instanceof`: there may be two copies of this package. */
function assertRecordSchema(schema: RecordSchema): void {
  if (!Array.isArray(schema._references)) {
    throw invalidProp('schema', schema, 'must be a RecordSchema',
      typeof schema === 'string' ? `Give RecordSchema.fromFile(${show(schema)}).` : 'Give RecordSchema.fromObject({…}) or RecordSchema.fromFile("order.json").');
  }
}
