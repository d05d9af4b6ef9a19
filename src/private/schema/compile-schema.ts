import standaloneCode from 'ajv/dist/standalone';
import type { CompilerProps } from './compiler';
import { createCompiler, schemaChecker } from './compiler';
import { assertReferencesEnd } from './endless-references';
import { assertInert } from './inert-code';
import type { OpaqueSchema } from './opaque-schemas';
import { opaqueSchemas } from './opaque-schemas';
import { allReferences } from './references';
import { assertJudges } from './sample-run';
import type { Dialect } from './schema-checks';
import { assertSchemas, dialectOf, jsonOf } from './schema-checks';
import { SchemaPlaces } from './schema-places';
import { DialectRules } from './schema-rules';
import type { RecordSchema } from '../../record-schema';
import { ValidationError } from '../contract/validation-error';

export interface CompiledSchema {
  /** A CommonJS module that exports the validating function, which ends at the first error. */
  readonly code: string;
  /** The same for a function that finds all errors, up to a limit. It is for records that the first one has rejected. */
  readonly allErrorsCode: string;
  /** What is suspicious but not wrong, such as an unknown keyword. */
  readonly warnings: string[];
}

/**
 * Compiles a schema to code that runs without ajv and without eval: the function starts fast, and an invalid schema fails
 * synthesis. The same schema always gives the same code, because asset hashes depend on it. Whatever a schema holds, its
 * code does nothing but judge a record.
 */
export function compileSchema(schema: RecordSchema): CompiledSchema {
  const references = allReferences(schema);
  assertSchemas(schema, references);
  try {
    const documents = [schema, ...references].map((document) => ({ origin: document._origin, json: jsonOf(document) }));
    const text = JSON.stringify(documents);
    const compiled = COMPILED.get(text) ?? compile(documents, dialectOf(schema));
    COMPILED.set(text, compiled);
    return compiled;
  } catch (error) {
    if (error instanceof ValidationError) throw error;
    throw new ValidationError(`SalesDataPipeline: ${schema._origin} can't be compiled: ${(error as Error).message}. Correct the schema.`);
  }
}

/** What this process has compiled, by the text of the documents. Most pipelines of an app have the same schema: the default. */
const COMPILED = new Map<string, CompiledSchema>();

/** A schema, which is the first document, and those that it refers to. */
type Documents = ReadonlyArray<{ readonly origin: string; readonly json: object }>;

function compile(documents: Documents, dialect: Dialect): CompiledSchema {
  const warnings = new Set<string>();
  const warn = (warning: string) => warnings.add(warning);
  const places = new SchemaPlaces();
  const [root, ...others] = documents.map(({ origin, json }) => places.add(origin, json));
  const rules = new DialectRules(schemaChecker(dialect), places, warn);
  others.forEach((other) => rules.assertValid(other));
  const schemas = opaqueSchemas(root, rules);
  assertReferencesEnd(schemas);
  const ownProperties = mentionsInheritedName(documents);
  const code = generate(schemas, documents[0].origin, { dialect, ownProperties, allErrors: false, warn });
  // Would warn of the same.
  const allErrorsCode = generate(schemas, documents[0].origin, { dialect, ownProperties, allErrors: true, warn: () => undefined });
  return { code, allErrorsCode, warnings: [...warnings] };
}

function generate(schemas: ReadonlyMap<string, OpaqueSchema>, origin: string, props: CompilerProps): string {
  // A new compiler each time: a used one continues numbering its functions, which would change code and asset hash.
  const compiler = createCompiler(props);
  schemas.forEach((each, name) => compiler.addSchema(each.schema as object, name));
  const [name] = schemas.keys();
  const code = standaloneCode(compiler, compiler.getSchema(name));
  assertInert(code);
  assertJudges(origin, code);
  return code;
}

/** `required: ["constructor"]` must not be satisfied by what every JavaScript object inherits. Slow, so only on demand. */
function mentionsInheritedName(documents: Documents): boolean {
  const text = JSON.stringify(documents.map(({ json }) => json));
  return Object.getOwnPropertyNames(Object.prototype).some((name) => text.includes(JSON.stringify(name)));
}
