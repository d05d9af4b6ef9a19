import standaloneCode from 'ajv/dist/standalone';
import { createCompiler, schemaChecker } from './compiler';
import { assertReferencesEnd } from './endless-references';
import { assertInert } from './inert-code';
import { opaqueSchemas } from './opaque-schemas';
import { allReferences } from './references';
import { assertJudges } from './sample-run';
import { assertSchemas, dialectOf, jsonOf } from './schema-checks';
import { SchemaPlaces } from './schema-places';
import { DialectRules } from './schema-rules';
import type { RecordSchema } from '../../record-schema';
import { ValidationError } from '../contract/validation-error';

export interface CompiledSchema {
  /** A CommonJS module that exports the validating function. */
  readonly code: string;
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
  const warnings = new Set<string>();
  const warn = (warning: string) => warnings.add(warning);
  try {
    const dialect = dialectOf(schema);
    const places = new SchemaPlaces();
    const [root, ...others] = [schema, ...references].map((document) => places.add(document._origin, jsonOf(document)));
    const rules = new DialectRules(schemaChecker(dialect), places, warn);
    others.forEach((other) => rules.assertValid(other));
    const schemas = opaqueSchemas(root, rules);
    assertReferencesEnd(schemas);
    // A new compiler each time: a used one continues numbering its functions, which would change code and asset hash.
    const compiler = createCompiler(dialect, mentionsInheritedName([schema, ...references]), warn);
    schemas.forEach((each, name) => compiler.addSchema(each.schema as object, name));
    const [name] = schemas.keys();
    const code = standaloneCode(compiler, compiler.getSchema(name));
    assertInert(code);
    assertJudges(schema._origin, code);
    return { code, warnings: [...warnings] };
  } catch (error) {
    if (error instanceof ValidationError) throw error;
    throw new ValidationError(`SalesDataPipeline: ${schema._origin} can't be compiled: ${(error as Error).message}. Correct the schema.`);
  }
}

/** `required: ["constructor"]` must not be satisfied by what every JavaScript object inherits. Slow, so only on demand. */
function mentionsInheritedName(schemas: RecordSchema[]): boolean {
  const text = JSON.stringify(schemas.map((schema) => schema._schema));
  return Object.getOwnPropertyNames(Object.prototype).some((name) => text.includes(JSON.stringify(name)));
}
