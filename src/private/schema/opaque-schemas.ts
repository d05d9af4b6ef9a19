import { holdsSchemas, holdsValue, IN_PLACE, isObject, replaceSubschemas } from './schema-keywords';
import type { SchemaPlace } from './schema-places';
import { inside } from './schema-places';

export interface OpaqueSchema {
  readonly place: SchemaPlace;
  /** What the compiler sees. */
  readonly schema: unknown;
  /** The schemas that look at the same value as this one. */
  readonly inPlace: ReadonlySet<string>;
}

/** What decides about the places of a schema. */
export interface SchemaRules {
  /** Where the value of a reference leads. Throws if it leads nowhere. */
  find(from: SchemaPlace, keyword: string, reference: unknown): SchemaPlace;
  /** The place of a schema with its own base. */
  placeOf(place: SchemaPlace): SchemaPlace;
  /** Whether the dialect has a keyword. */
  isKeyword(name: string): boolean;
  /** Throws unless the value at a place is a schema of the dialect. */
  assertValid(place: SchemaPlace): void;
  /** Throws if a keyword of the dialect can't be compiled with its value, and warns of what may be slow. */
  checkKeyword(place: SchemaPlace, keyword: string, value: unknown): void;
  warn(message: string): void;
}

const REFERENCES = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

/**
 * What of a schema the compiler sees, and so all that can reach the code that it generates: the keywords that a verdict
 * depends on, and their values. No schema has an identifier, an anchor or an annotation. Each schema that a reference leads
 * to stands alone, and the reference holds its name: `schema:0` is the root, then `schema:1` and so on.
 */
export function opaqueSchemas(root: SchemaPlace, rules: SchemaRules): ReadonlyMap<string, OpaqueSchema> {
  const opaque = new Map<string, OpaqueSchema>();
  const names = new Map<unknown, string>();
  const waiting: SchemaPlace[] = [];

  const nameOf = (place: SchemaPlace): string => {
    if (!names.has(place.value)) {
      names.set(place.value, `schema:${names.size}`);
      waiting.push(place);
    }
    return names.get(place.value)!;
  };

  /** @param inPlace is given the references that look at the same value as the root of the copy; undefined in members and elements */
  const copy = (at: SchemaPlace, inPlace: Set<string> | undefined): unknown => {
    if (!isObject(at.value)) return at.value;
    const place = rules.placeOf(at);
    const members: [string, unknown][] = [];
    for (const [keyword, value] of Object.entries(at.value)) {
      if (!rules.isKeyword(keyword)) {
        rules.warn(`unknown keyword: ${JSON.stringify(keyword)}`);
        continue;
      }
      rules.checkKeyword(place, keyword, value);
      if (REFERENCES.has(keyword)) {
        const name = nameOf(rules.find(place, keyword, value));
        inPlace?.add(name);
        members.push(['$ref', name]);
      } else if (holdsValue(keyword)) {
        members.push([keyword, value]);
      } else if (holdsSchemas(keyword)) {
        const within = IN_PLACE.has(keyword) ? inPlace : undefined;
        members.push([keyword, replaceSubschemas(keyword, value, (each) => copy(inside(place, each.segments, each.value), within))]);
      }
    }
    return withPatternForProto(Object.fromEntries(members));
  };

  nameOf(root);
  for (let place = waiting.shift(); place; place = waiting.shift()) {
    rules.assertValid(place);
    const inPlace = new Set<string>();
    opaque.set(nameOf(place), { place, schema: copy(place, inPlace), inPlace });
  }
  return opaque;
}

const PROTO = '__proto__';

/** The compiler ignores the property `__proto__`, but not a pattern for it. */
function withPatternForProto(schema: { [keyword: string]: any }): object {
  const { properties, patternProperties } = schema;
  if (!isObject(properties) || !Object.prototype.hasOwnProperty.call(properties, PROTO)) return schema;
  const pattern = `^${PROTO}$`;
  const both = [properties[PROTO], ...Object.entries(patternProperties ?? {}).filter(([each]) => each === pattern).map(([, each]) => each)];
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => name !== PROTO)),
    patternProperties: { ...patternProperties, [pattern]: { allOf: both } },
  };
}
