import type { ErrorObject, Options } from 'ajv';
import AjvDraft7 from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { assertSchemas, at, dialectOf } from './schema-checks';
import type { RecordSchema } from '../../record-schema';
import { show } from '../props/prop-error';
import { ValidationError } from '../props/validation-error';

export interface CompiledSchema {
  /** A CommonJS module that exports the validating function. */
  readonly code: string;
  /** What is odd about the schema without being wrong, such as a keyword that no vocabulary has. */
  readonly warnings: string[];
}

const COMPILERS: { [dialect: string]: typeof AjvDraft7 } = {
  '2020-12': Ajv2020 as unknown as typeof AjvDraft7,
  '2019-09': Ajv2019 as unknown as typeof AjvDraft7,
  'draft-07': AjvDraft7,
};

/** Standard keywords that the compiler understands elsewhere than where it looks for unknown ones. */
const KNOWN_KEYWORDS = ['$anchor', '$dynamicAnchor', '$recursiveAnchor', '$vocabulary'];

/**
 * Compiles a schema to code that runs without ajv and without eval: the Lambda starts fast, and a schema that is none
 * is an error at synth. The same schema always gives the same code, because asset hashes depend on it.
 */
export function compileSchema(schema: RecordSchema): CompiledSchema {
  const references = allReferences(schema);
  assertSchemas(schema, references);
  const warnings: string[] = [];
  const options: Options = {
    // Unknown keywords are allowed by the specification, but most of them are typing errors: they are warned about.
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
    // A record with a thousand faults must not make a letter that is too long to send: the first fault ends the search.
    allErrors: false,
    // `required: ["constructor"]` must not be satisfied by what every JavaScript object inherits. Slower, so only then.
    ownProperties: mentionsInheritedName([schema, ...references]),
    code: { source: true },
  };
  // One that is used twice numbers its functions onwards: code and asset hash would depend on what came before.
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

/** Those that it refers to, and those that they refer to, each once. */
export function allReferences(schema: RecordSchema, found = new Set<RecordSchema>()): RecordSchema[] {
  for (const reference of schema._references) {
    if (reference !== schema && !found.has(reference)) {
      found.add(reference);
      allReferences(reference, found);
    }
  }
  return [...found];
}

function mentionsInheritedName(schemas: RecordSchema[]): boolean {
  const text = JSON.stringify(schemas.map((schema) => schema._schema));
  return Object.getOwnPropertyNames(Object.prototype).some((name) => text.includes(JSON.stringify(name)));
}

function assertValid(ajv: AjvDraft7, schema: RecordSchema): void {
  if (ajv.validateSchema(schema._schema) !== true) {
    throw notASchema(schema, ajv.errors ?? []);
  }
}

function notASchema(schema: RecordSchema, errors: ErrorObject[]): Error {
  // The last ones are about the subschema in which the fault was found, and say only that it is there.
  const [{ instancePath, message, params }] = errors;
  const allowed = params?.allowedValues ? ` (${params.allowedValues.join(', ')})` : '';
  return new ValidationError(`SalesDataPipeline: ${schema._origin} is no valid JSON Schema: `
    + `${instancePath === '' ? 'it' : `at ${instancePath} it`} ${message}${allowed}, but there is ${show(at(schema._schema, instancePath))}.`);
}

function explain(schema: RecordSchema, error: Error & { missingRef?: string }): Error {
  const { missingRef } = error;
  if (missingRef === undefined) {
    return new ValidationError(`SalesDataPipeline: ${schema._origin} can't be compiled: ${error.message}`);
  }
  const [document, fragment] = missingRef.split('#');
  if (document === '' || document === schema._schema.$id) {
    return new ValidationError(`SalesDataPipeline: ${schema._origin} refers to ${show(`#${fragment ?? ''}`)}, which it does not have. `
      + 'Add it, or correct the "$ref".');
  }
  return new ValidationError(`SalesDataPipeline: ${schema._origin} refers to ${show(missingRef)}, which is neither in it nor given with it. `
    + 'Nothing is fetched from the network: give that schema in "references", with the "$id" by which it is referred to.');
}
