import type { Compiler } from './compiler';
import type { SchemaRules } from './opaque-schemas';
import { mayBeExponential } from './patterns/exponential';
import { formats } from './runtime/formats';
import type { SchemaPlace, SchemaPlaces } from './schema-places';
import { parseReference } from './schema-places';
import { formatPointer, parsePointer, resolvePointer } from '../contract/json-pointer';
import { show, ValidationError } from '../contract/validation-error';

/** Standard keywords that the compiler supports but does not list. */
const OTHER_KEYWORDS = new Set(['$anchor', '$dynamicAnchor', '$recursiveAnchor', '$vocabulary']);

/** The rules of a dialect for schemas, and where their references lead. */
export class DialectRules implements SchemaRules {
  /** The URI of the dialect. */
  private readonly dialect: string;

  constructor(private readonly checker: Compiler, private readonly places: SchemaPlaces, public readonly warn: (warning: string) => void) {
    this.dialect = checker.defaultMeta() as string;
  }

  public find(from: SchemaPlace, keyword: string, reference: unknown): SchemaPlace {
    // Only schemas of dialects have other references than "$ref". All of these lead to the dialect.
    const { uri, fragment } = parseReference(from.base, keyword === '$ref' ? String(reference) : this.dialect);
    if (!this.places.has(uri)) this.addSchemaOfDialect(uri);
    const found = this.places.find(uri, fragment);
    if (found) return found;
    const missing = fragment === '' ? uri : `${uri}#${fragment}`;
    if (uri === from.base) {
      throw new ValidationError(`SalesDataPipeline: ${from.origin} refers to ${show(`#${fragment}`)}, which it does not have. Add it, or correct the "$ref".`);
    }
    throw new ValidationError(`SalesDataPipeline: ${from.origin} refers to ${show(missing)}, ${this.places.has(uri)
      ? 'but the schema with that "$id" does not have it. Add it, or correct the "$ref".'
      : 'which is neither part of it nor one of its references. Nothing is fetched from the network: give that schema in "references", with that "$id".'}`);
  }

  public placeOf(place: SchemaPlace): SchemaPlace {
    return this.places.placeOf(place);
  }

  public isKeyword(name: string): boolean {
    return OTHER_KEYWORDS.has(name) || Object.prototype.hasOwnProperty.call(this.checker.RULES.keywords, name);
  }

  public assertValid({ origin, pointer, value }: SchemaPlace): void {
    if (this.checker.validate(this.dialect, value) === true) return;
    // The first error is the precise one; the others are about the schemas around it.
    const [{ instancePath, message, params }] = this.checker.errors!;
    const allowed = params?.allowedValues ? ` (${params.allowedValues.join(', ')})` : '';
    const here = pointer + instancePath;
    throw new ValidationError(`SalesDataPipeline: ${origin} is not a valid JSON Schema: ${here === '' ? 'it' : `the value at ${here}`} ${message}${allowed}, `
      + `but is ${show(resolvePointer(value, parsePointer(instancePath)))}.`);
  }

  public checkKeyword({ origin, pointer }: SchemaPlace, keyword: string, value: unknown): void {
    const here = pointer + formatPointer([keyword]);
    if (keyword === 'id') {
      throw new ValidationError(`SalesDataPipeline: ${origin} has "id" at ${here}, which is a keyword of draft-04. Use "$id".`);
    }
    if (keyword === 'format' && !Object.prototype.hasOwnProperty.call(formats, String(value))) {
      throw new ValidationError(`SalesDataPipeline: ${origin} has the unknown format ${show(value)} at ${here}. `
        + `Write one of ${Object.keys(formats).join(', ')}, or leave "format" out.`);
    }
    for (const pattern of keyword === 'pattern' ? [String(value)] : keyword === 'patternProperties' ? Object.keys(value as object) : []) {
      if (mayBeExponential(pattern)) {
        this.warn(`the regular expression ${show(pattern)} at ${here} can take a time that doubles with each character of a text made for it, until the function times out. `
          + 'Write it so that only one way leads through it for each text');
      }
    }
  }

  private addSchemaOfDialect(uri: string): void {
    const schema = this.checker.schemas[uri]?.schema;
    if (typeof schema === 'object') this.places.add(`the schema ${uri}`, schema);
  }
}
