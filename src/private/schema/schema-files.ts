import type { CompiledSchema } from './compile-schema';
import { allReferences } from './references';
import type { RecordSchema } from '../../record-schema';
import type { SchemaTexts } from '../contract/messages';
import { AJV_RUNTIME_MODULE, ALL_ERRORS_MODULE, SCHEMA_MODULE, SCHEMA_TEXTS_FILE } from '../contract/names';

/** The files of a schema, which stand beside the bundled handlers: their names, and what they hold. */
export type SchemaFiles = { readonly [name: string]: string };

/** In bytes: Lambda's limit for the answer of a function is 6 MB. */
const MAX_ANSWER_SIZE = 5_000_000;

/** The files of a schema that has been compiled. The same schema always has the same files, because asset hashes depend on them. */
export function schemaFiles(schema: RecordSchema, { code, allErrorsCode }: CompiledSchema): SchemaFiles {
  return {
    [SCHEMA_MODULE]: withRuntime(code),
    [ALL_ERRORS_MODULE]: withRuntime(allErrorsCode),
    [SCHEMA_TEXTS_FILE]: answerable({ schema: textOf(schema), references: allReferences(schema).map(textOf) }),
  };
}

function textOf({ _schema }: RecordSchema): string {
  return JSON.stringify(_schema);
}

/** As JSON; without the schema if no answer of a function could hold it. */
function answerable(texts: SchemaTexts): string {
  const json = JSON.stringify(texts);
  return Buffer.byteLength(json) <= MAX_ANSWER_SIZE ? json : JSON.stringify({ schema: null, references: [] } satisfies SchemaTexts);
}

/** Lets the compiled schema require its helpers from the bundle, so that the asset needs no node_modules. */
function withRuntime(code: string): string {
  return `(function (require) {${code}\n})(require('./${AJV_RUNTIME_MODULE}').requireRuntime);\n`;
}
