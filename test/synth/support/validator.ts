import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { assetDirectoryOf } from './synth';
import { RecordSchema } from '../../../src';
import { ROOT } from '../../../tools/root';

const AJV_RUNTIME = join(ROOT, 'assets', 'lambda', 'ajv-runtime.js');

export interface Validator {
  (record: unknown): unknown;
  errors?: { instancePath: string; keyword: string; message: string }[] | null;
}

/** The files of compiled schemas: of the function that judges records, and of that which finds all errors. */
export const SCHEMA_FILES = ['validate-record-schema.js', 'all-errors-of-record.js'];

/** The code that validates records, as it is in the asset of the functions. */
export function schemaCode(schema: RecordSchema, file = SCHEMA_FILES[0]): string {
  return readFileSync(join(assetDirectoryOf({ schema }), file), 'utf8');
}

/** Runs that code. It can require only the helpers that are bundled with the functions. */
export function validatorOf(schema: RecordSchema | { [key: string]: unknown }): Validator {
  const code = schemaCode(schema instanceof RecordSchema ? schema : RecordSchema.fromObject(schema));
  const module = { exports: {} };
  const requireBeside = (name: string): unknown => {
    if (name !== './ajv-runtime.js') { throw new Error(`The code requires ${name}, which is not in the asset`); }
    return createRequire(__filename)(AJV_RUNTIME);
  };
  new Function('require', 'module', 'exports', code)(requireBeside, module, module.exports);
  return module.exports as Validator;
}
