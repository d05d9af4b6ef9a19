import type { ErrorObject, Options } from 'ajv';
import AjvDraft7 from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { allReferences } from './references';
import { assertSchemas, dialectOf } from './schema-checks';
import type { RecordSchema } from '../../record-schema';
import { parsePointer, resolvePointer } from '../contract/json-pointer';
import { show, ValidationError } from '../contract/validation-error';

export interface CompiledSchema {
  /** A CommonJS module that exports the validating function. */
  readonly code: string;
  /** What is suspicious but not wrong, such as an unknown keyword. */
  readonly warnings: string[];
}

const COMPILERS: { [dialect: string]: typeof AjvDraft7 } = {
  '2020-12': Ajv2020 as unknown as typeof AjvDraft7,
  '2019-09': Ajv2019 as unknown as typeof AjvDraft7,
  'draft-07': AjvDraft7,
};

/** Standard keywords that the compiler supports but reports as unknown. */
const KNOWN_KEYWORDS = ['$anchor', '$dynamicAnchor', '$recursiveAnchor', '$vocabulary'];

/**
 * Compiles a schema to code that runs without ajv and without eval: the function starts fast, and an invalid schema fails
 * synthesis. The same schema always gives the same code, because asset hashes depend on it.
 */
export function compileSchema(schema: RecordSchema): CompiledSchema {
  const references = allReferences(schema);
  assertSchemas(schema, references);
  const warnings: string[] = [];
  const options: Options = {
    // The specification allows unknown keywords, but most of them are typing errors: they become warnings.
    strict: 'log',
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allowUnionTypes: true,
    logger: {
      log: () => undefined,
      warn: (message: string) => {
        if (!KNOWN_KEYWORDS.some((keyword) => message.includes(`unknown keyword: "${keyword}"`))) {
          warnings.push(message.replace(/^strict mode: /, ''));
        }
      },
      error: () => undefined,
    },
    // A record with a thousand errors must not make a dead letter that is too long to send: the first error ends the search.
    allErrors: false,
    // `required: ["constructor"]` must not be satisfied by what every JavaScript object inherits. Slow, so only on demand.
    ownProperties: mentionsInheritedName([schema, ...references]),
    code: { source: true },
  };
  // A new compiler each time: a used one continues numbering its functions, which would change code and asset hash.
  const ajv = new COMPILERS[dialectOf(schema)](options);
  addFormats(ajv);
  try {
    for (const reference of references) {
      assertValid(ajv, reference);
      ajv.addSchema(reference._schema);
    }
    assertValid(ajv, schema);
    return { code: standaloneCode(ajv, ajv.compile(schema._schema)), warnings };
  } catch (error) {
    throw error instanceof ValidationError ? error : explain(schema, error as Error);
  }
}

function mentionsInheritedName(schemas: RecordSchema[]): boolean {
  const text = JSON.stringify(schemas.map((schema) => schema._schema));
  return Object.getOwnPropertyNames(Object.prototype).some((name) => text.includes(JSON.stringify(name)));
}

function assertValid(ajv: AjvDraft7, schema: RecordSchema): void {
  if (ajv.validateSchema(schema._schema) !== true) {
    throw invalidSchema(schema, ajv.errors ?? []);
  }
}

function invalidSchema(schema: RecordSchema, errors: ErrorObject[]): Error {
  // The first error is the precise one; the others are about the schemas around it.
  const [{ instancePath, message, params }] = errors;
  const allowed = params?.allowedValues ? ` (${params.allowedValues.join(', ')})` : '';
  return new ValidationError(`SalesDataPipeline: ${schema._origin} is not a valid JSON Schema: `
    + `${instancePath === '' ? 'it' : `the value at ${instancePath}`} ${message}${allowed}, but is ${show(resolvePointer(schema._schema, parsePointer(instancePath)))}.`);
}

function explain(schema: RecordSchema, error: Error & { missingRef?: string }): Error {
  const { missingRef } = error;
  if (missingRef === undefined) {
    return new ValidationError(`SalesDataPipeline: ${schema._origin} can't be compiled: ${error.message}. Correct the schema.`);
  }
  const [document, fragment] = missingRef.split('#');
  if (document === '' || document === schema._schema.$id) {
    return new ValidationError(`SalesDataPipeline: ${schema._origin} refers to ${show(`#${fragment ?? ''}`)}, which it does not have. `
      + 'Add it, or correct the "$ref".');
  }
  return new ValidationError(`SalesDataPipeline: ${schema._origin} refers to ${show(missingRef)}, which is neither part of it nor one of its references. `
    + 'Nothing is fetched from the network: give that schema in "references", with that "$id".');
}
