import type { RecordSchema } from '../../record-schema';
import { formatPointer } from '../contract/json-pointer';
import { show, ValidationError } from '../contract/validation-error';

export type Dialect = '2020-12' | '2019-09' | 'draft-07';

const DIALECTS: { [uri: string]: Dialect } = {
  'https://json-schema.org/draft/2020-12/schema': '2020-12',
  'https://json-schema.org/draft/2019-09/schema': '2019-09',
  'http://json-schema.org/draft-07/schema': 'draft-07',
};

const DEFAULT_DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Throws for faults that the compiler does not find, or describes poorly. */
export function assertSchemas(schema: RecordSchema, references: RecordSchema[]): void {
  assertSchema(schema);
  const dialect = dialectOf(schema);
  for (const reference of references) {
    assertSchema(reference);
    if (typeof reference._schema.$id !== 'string') {
      throw new ValidationError(`SalesDataPipeline: ${reference._origin} is a reference and must have an "$id", by which other schemas refer to it. `
        + 'Add "$id" to it.');
    }
    if (reference._schema.$schema !== undefined && dialectOf(reference) !== dialect) {
      throw new ValidationError(`SalesDataPipeline: ${reference._origin} has the "$schema" ${show(reference._schema.$schema)}, `
        + `but the schema that refers to it is written in ${dialect}. Use the same "$schema" for both.`);
    }
  }
}

/** A schema as JSON says it: without members that are undefined, and with no object in two places. */
export function jsonOf(schema: RecordSchema): object {
  return JSON.parse(JSON.stringify(schema._schema, (name, value) => {
    if (/[\ud800-\udfff]/u.test(name)) {
      throw new ValidationError(`SalesDataPipeline: ${schema._origin} has the name ${show(name)} with half of a surrogate pair, which no record can hold. Correct the name.`);
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new ValidationError(`SalesDataPipeline: ${schema._origin} has the number ${value}, which JSON cannot express. Use a smaller one.`);
    }
    return value;
  }));
}

/** The dialect of a schema. */
export function dialectOf(schema: RecordSchema): Dialect {
  const uri = schema._schema.$schema ?? DEFAULT_DIALECT;
  const dialect = DIALECTS[String(uri).replace(/#$/, '')];
  if (!dialect) {
    throw new ValidationError(`SalesDataPipeline: "$schema" of ${schema._origin} must be one of ${Object.keys(DIALECTS).join(', ')}, `
      + `but is ${show(uri)}. Leave it out for 2020-12.`);
  }
  return dialect;
}

function assertSchema(schema: RecordSchema): void {
  const value: unknown = schema._schema;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ValidationError(`SalesDataPipeline: ${schema._origin} must be a JSON object, but is ${show(value)}. `
      + 'The schema {} accepts every record.');
  }
  try {
    JSON.stringify(value);
  } catch {
    throw new ValidationError(`SalesDataPipeline: ${schema._origin} contains itself, which JSON cannot express. Refer to it instead: { "$ref": "#" }.`);
  }
  assertKeywords(schema, value, '');
}

/** Looks at all members of a schema, those that only look like keywords included. */
function assertKeywords(schema: RecordSchema, value: unknown, pointer: string): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  for (const [name, part] of Object.entries(value)) {
    const here = pointer + formatPointer([name]);
    if (name === '$async' && part) {
      throw new ValidationError(`SalesDataPipeline: ${schema._origin} has "$async" at ${here}, which is not supported: records are validated synchronously. Remove it.`);
    }
    if ((name === '$dynamicRef' || name === '$recursiveRef') && typeof part === 'string') {
      // The compiler supports them, but some verdicts differ from JSON-Schema-Test-Suite.
      throw new ValidationError(`SalesDataPipeline: ${schema._origin} has "${name}" at ${here}, which is not supported. Use "$ref".`);
    }
    if (name === 'pattern' && typeof part === 'string') {
      assertPattern(schema, part, here);
    }
    if (name === 'patternProperties' && typeof part === 'object' && part !== null) {
      Object.keys(part).forEach((pattern) => assertPattern(schema, pattern, here));
    }
    assertKeywords(schema, part, here);
  }
}

function assertPattern(schema: RecordSchema, pattern: string, pointer: string): void {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    throw new ValidationError(`SalesDataPipeline: ${schema._origin} has an invalid regular expression at ${pointer}: ${(error as Error).message}. `
      + 'Patterns are ECMAScript regular expressions with the flag "u".');
  }
}
