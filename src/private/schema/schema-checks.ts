import type { RecordSchema } from '../../record-schema';
import { show } from '../props/prop-error';
import { ValidationError } from '../props/validation-error';

const DIALECTS: { [uri: string]: string } = {
  'https://json-schema.org/draft/2020-12/schema': '2020-12',
  'https://json-schema.org/draft/2019-09/schema': '2019-09',
  'http://json-schema.org/draft-07/schema': 'draft-07',
};

/** What the compiler would not say, or not well. */
export function assertSchemas(schema: RecordSchema, references: RecordSchema[]): void {
  const dialect = checked(schema);
  for (const reference of references) {
    checked(reference);
    if (typeof reference._schema.$id !== 'string') {
      throw new ValidationError(`SalesDataPipeline: ${reference._origin} is given as a reference, so it needs an "$id" by which it is referred to. `
        + 'Add "$id" to it.');
    }
    if (reference._schema.$schema !== undefined && dialectOf(reference) !== dialect) {
      throw new ValidationError(`SalesDataPipeline: ${reference._origin} has the "$schema" ${show(reference._schema.$schema)}, `
        + `but the schema that refers to it is of ${dialect}. Schemas that refer to each other have to be of one dialect.`);
    }
  }
}

/** 2020-12, 2019-09 or draft-07. */
export function dialectOf(schema: RecordSchema): string {
  const uri = schema._schema.$schema ?? 'https://json-schema.org/draft/2020-12/schema';
  const dialect = DIALECTS[String(uri).replace(/#$/, '')];
  if (!dialect) {
    throw new ValidationError(`SalesDataPipeline: "$schema" of ${schema._origin} must be one of ${Object.keys(DIALECTS).join(', ')}, `
      + `but is ${show(uri)}. Leave it out for 2020-12.`);
  }
  return dialect;
}

/** What a JSON pointer leads to. */
export function at(value: any, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce((v, name) => v?.[name.replace(/~1/g, '/').replace(/~0/g, '~')], value);
}

function checked(schema: RecordSchema): string {
  const value: unknown = schema._schema;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ValidationError(`SalesDataPipeline: ${schema._origin} must be a JSON object, but is ${show(value)}. `
      + 'A schema that takes every record is {}.');
  }
  try {
    JSON.stringify(value);
  } catch {
    throw new ValidationError(`SalesDataPipeline: ${schema._origin} contains itself, which JSON can't. Let it refer to itself instead: { "$ref": "#" }.`);
  }
  const dialect = dialectOf(schema);
  assertParts(schema, value, '');
  return dialect;
}

/** Goes through all of a schema; what only looks like a keyword, in an enum for instance, does no harm. */
function assertParts(schema: RecordSchema, value: unknown, pointer: string): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  for (const [name, part] of Object.entries(value)) {
    const here = `${pointer}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    if (name === '$async' && part) {
      throw new ValidationError(`SalesDataPipeline: ${schema._origin} has "$async" at ${here}. Records are validated synchronously: leave it out.`);
    }
    if ((name === '$dynamicRef' || name === '$recursiveRef') && typeof part === 'string') {
      // The compiler knows them, but gives wrong verdicts in some of the cases of JSON-Schema-Test-Suite.
      throw new ValidationError(`SalesDataPipeline: ${schema._origin} has "${name}" at ${here}, which is not supported. Use "$ref".`);
    }
    if (name === 'pattern' && typeof part === 'string') {
      assertPattern(schema, part, here);
    }
    if (name === 'patternProperties' && typeof part === 'object' && part !== null) {
      Object.keys(part).forEach((pattern) => assertPattern(schema, pattern, here));
    }
    assertParts(schema, part, here);
  }
}

function assertPattern(schema: RecordSchema, pattern: string, pointer: string): void {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    throw new ValidationError(`SalesDataPipeline: ${schema._origin} has no valid regular expression at ${pointer}: ${(error as Error).message}. `
      + 'Patterns are those of ECMAScript, with the flag "u".');
  }
}
