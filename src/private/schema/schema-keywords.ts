/** What the keywords of all supported dialects hold. What is not here says nothing about a record. */

/** A schema, or an array of schemas. */
const OF_SCHEMAS = new Set([
  'additionalItems', 'additionalProperties', 'allOf', 'anyOf', 'contains', 'else', 'if', 'items', 'not', 'oneOf', 'prefixItems',
  'propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties',
]);

/** An object with schemas as values; in `dependencies` lists of names, too. */
const OF_NAMED_SCHEMAS = new Set(['dependencies', 'dependentSchemas', 'patternProperties', 'properties']);

/** The same, but of schemas that count only where a `$ref` leads to them. */
const OF_DEFINITIONS = new Set(['$defs', 'definitions']);

/** No schema, but a value that the verdict depends on. */
const OF_VALUES = new Set([
  'const', 'dependentRequired', 'enum', 'exclusiveMaximum', 'exclusiveMinimum', 'format', 'formatExclusiveMaximum', 'formatExclusiveMinimum',
  'formatMaximum', 'formatMinimum', 'maxContains', 'maximum', 'maxItems', 'maxLength', 'maxProperties', 'minContains', 'minimum', 'minItems',
  'minLength', 'minProperties', 'multipleOf', 'nullable', 'pattern', 'required', 'type', 'uniqueItems',
]);

/** Keywords whose values look at the same value as the schema that they are in, not at a member or an element of it. */
export const IN_PLACE = new Set(['allOf', 'anyOf', 'dependencies', 'dependentSchemas', 'else', 'if', 'not', 'oneOf', 'then']);

/** Keywords with values that may look like schemas and are none. */
const OF_DATA = new Set(['const', 'default', 'enum', 'examples']);

export interface Subschema {
  /** Where it is in the schema. */
  readonly segments: string[];
  readonly value: unknown;
}

export function holdsValue(keyword: string): boolean {
  return OF_VALUES.has(keyword);
}

export function holdsSchemas(keyword: string): boolean {
  return OF_SCHEMAS.has(keyword) || OF_NAMED_SCHEMAS.has(keyword);
}

/**
 * The value of a keyword with each schema in it replaced.
 *
 * @param keyword one that holds schemas
 */
export function replaceSubschemas(keyword: string, value: unknown, replace: (subschema: Subschema) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each, i) => replace({ segments: [keyword, String(i)], value: each }));
  if (!isObject(value) || OF_SCHEMAS.has(keyword)) return replace({ segments: [keyword], value });
  return Object.fromEntries(Object.entries(value).map(([name, each]) =>
    [name, Array.isArray(each) ? each : replace({ segments: [keyword, name], value: each })]));
}

/** All that may be a schema within a schema: in definitions and under unknown keywords, too. */
export function possibleSubschemas(schema: object): Subschema[] {
  const found: Subschema[] = [];
  const add = (subschema: Subschema) => found.push(subschema);
  for (const [keyword, value] of Object.entries(schema)) {
    if (holdsSchemas(keyword) || OF_DEFINITIONS.has(keyword)) {
      replaceSubschemas(keyword, value, add);
    } else if (!OF_DATA.has(keyword)) {
      add({ segments: [keyword], value });
    }
  }
  return found;
}

export function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
