import type { ErrorObject, Options } from 'ajv';
import AjvDraft7 from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import type { RecordSchema } from '../record-schema';
import { show } from './prop-error';
import { ValidationError } from './validation-error';

export interface CompiledSchema {
  /** A CommonJS module that exports the validating function. */
  readonly code: string;
  /** What is odd about the schema without being wrong, such as a keyword that no vocabulary has. */
  readonly warnings: string[];
}

const DIALECTS: { [uri: string]: typeof Ajv2020 | typeof AjvDraft7 } = {
  'https://json-schema.org/draft/2020-12/schema': Ajv2020,
  'https://json-schema.org/draft/2019-09/schema': Ajv2019,
  'http://json-schema.org/draft-07/schema': AjvDraft7,
};

/**
 * Compiles a schema to code that runs without ajv and without eval: the Lambda starts fast, and a schema that is none
 * is an error at synth. The same schema always gives the same code, because asset hashes depend on it.
 */
export function compileSchema(schema: RecordSchema): CompiledSchema {
  assertObject(schema);
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
      warn: (message: string) => warnings.push(message.replace(/^strict mode: /, '')),
      error: () => undefined,
    },
    // A record with a thousand faults must not make a letter that is too long to send: the first fault ends the search.
    allErrors: false,
    // `required: ["constructor"]` must not be satisfied by what every JavaScript object inherits. Slower, so only then.
    ownProperties: mentionsInheritedName(schema),
    code: { source: true },
  };
  // One that is used twice numbers its functions onwards: code and asset hash would depend on what came before.
  const ajv = new (dialect(schema))(options);
  addFormats(ajv as AjvDraft7);
  try {
    for (const reference of schema._references) {
      assertObject(reference);
      addReference(ajv as AjvDraft7, reference);
    }
    if (ajv.validateSchema(schema._schema) !== true) {
      throw notASchema(schema, ajv.errors ?? []);
    }
    return { code: standaloneCode(ajv as AjvDraft7, ajv.compile(schema._schema)), warnings };
  } catch (error) {
    throw error instanceof ValidationError ? error : explain(schema, error as Error);
  }
}

function dialect(schema: RecordSchema): typeof AjvDraft7 {
  const uri = schema._schema.$schema ?? 'https://json-schema.org/draft/2020-12/schema';
  const found = DIALECTS[String(uri).replace(/#$/, '')];
  if (!found) {
    throw new ValidationError(`SalesDataPipeline: "$schema" of ${schema._origin} must be one of ${Object.keys(DIALECTS).join(', ')}, `
      + `but is ${show(uri)}. Leave it out for 2020-12.`);
  }
  return found as typeof AjvDraft7;
}

function addReference(ajv: AjvDraft7, reference: RecordSchema): void {
  if (typeof reference._schema.$id !== 'string') {
    throw new ValidationError(`SalesDataPipeline: ${reference._origin} is given as a reference, so it needs an "$id" by which it is referred to. `
      + 'Add "$id" to it.');
  }
  if (ajv.validateSchema(reference._schema) !== true) {
    throw notASchema(reference, ajv.errors ?? []);
  }
  ajv.addSchema(reference._schema);
}

function assertObject(schema: RecordSchema): void {
  const value: unknown = schema._schema;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ValidationError(`SalesDataPipeline: ${schema._origin} must be a JSON object, but is ${show(value)}. `
      + 'A schema that takes every record is {}.');
  }
}

function mentionsInheritedName(schema: RecordSchema): boolean {
  const text = JSON.stringify([schema._schema, ...schema._references.map(reference => reference._schema)]);
  return Object.getOwnPropertyNames(Object.prototype).some(name => text.includes(JSON.stringify(name)));
}

function notASchema(schema: RecordSchema, errors: ErrorObject[]): Error {
  // The last ones are about the subschema in which the fault was found, and say only that it is there.
  const [{ instancePath, message, params }] = errors;
  const allowed = params?.allowedValues ? ` (${params.allowedValues.join(', ')})` : '';
  return new ValidationError(`SalesDataPipeline: ${schema._origin} is no valid JSON Schema: `
    + `${instancePath === '' ? 'it' : `at ${instancePath} it`} ${message}${allowed}, but there is ${show(at(schema._schema, instancePath))}.`);
}

function at(value: any, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce((v, name) => v?.[decodeURIComponent(name).replace(/~1/g, '/').replace(/~0/g, '~')], value);
}

function explain(schema: RecordSchema, error: Error & { missingRef?: string }): Error {
  if (error.missingRef?.startsWith('#')) {
    return new ValidationError(`SalesDataPipeline: ${schema._origin} refers to ${show(error.missingRef)}, which it does not have. `
      + 'Add it, or correct the "$ref".');
  }
  if (error.missingRef !== undefined) {
    return new ValidationError(`SalesDataPipeline: ${schema._origin} refers to ${show(error.missingRef)}, which is neither in it nor given with it. `
      + 'Nothing is fetched from the network: give that schema in "references", with the "$id" by which it is referred to.');
  }
  return new ValidationError(`SalesDataPipeline: ${schema._origin} can't be compiled: ${error.message}`);
}
