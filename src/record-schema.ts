import { invalidProp, show } from './private/props/prop-error';
import { readSchemaFile } from './private/schema/read-schema-file';

/**
 * What a schema is given with.
 */
export interface RecordSchemaOptions {
  /**
   * Further schemas that this one refers to with `$ref`, each with an `$id` of its own. Nothing is fetched from the
   * network, neither at synth nor at run time.
   *
   * @default - the schema refers to nothing outside itself
   */
  readonly references?: RecordSchema[];
}

/**
 * What makes a record valid: a JSON Schema.
 *
 * JSON Schema 2020-12 is assumed; `$schema` may say 2019-09 or draft-07 instead. `format` is asserted. The schema is
 * compiled when the stack is synthesized: a schema that is none fails there, with the place and the reason.
 */
export class RecordSchema {
  /**
   * A schema written in code.
   *
   * @param schema the JSON Schema, as an object
   * @param options further schemas that it refers to
   */
  public static fromObject(schema: { [key: string]: any }, options: RecordSchemaOptions = {}): RecordSchema {
    return new RecordSchema(nameOf(schema), schema, checkedReferences(options));
  }

  /**
   * A schema in a JSON file.
   *
   * @param path the file, relative to the working directory of the CDK app
   * @param options further schemas that it refers to
   */
  public static fromFile(path: string, options: RecordSchemaOptions = {}): RecordSchema {
    return new RecordSchema(path, readSchemaFile(path), checkedReferences(options));
  }

  /**
   * A record is valid when `contact-info` and `order-info` are both there as objects. What pipelines use that are
   * given no schema.
   */
  public static contactAndOrder(): RecordSchema {
    return RecordSchema.fromObject({
      type: 'object',
      required: ['contact-info', 'order-info'],
      properties: { 'contact-info': { type: 'object' }, 'order-info': { type: 'object' } },
    });
  }

  /** @internal */
  public readonly _origin: string;
  /** @internal */
  public readonly _schema: { [key: string]: any };
  /** @internal */
  public readonly _references: RecordSchema[];

  private constructor(origin: string, schema: { [key: string]: any }, references: RecordSchema[]) {
    this._origin = origin;
    this._schema = schema;
    this._references = references;
  }
}

/** How errors call a schema that has no file. */
function nameOf(schema: { [key: string]: any }): string {
  return typeof schema?.$id === 'string' ? `the schema with the "$id" ${JSON.stringify(schema.$id)}` : 'the schema';
}

/** Languages without types let anything through. */
function checkedReferences(options: RecordSchemaOptions): RecordSchema[] {
  const references: unknown = options?.references ?? [];
  if (!Array.isArray(references)) {
    throw invalidProp('references', references, 'must be a list of RecordSchemas', 'For instance [RecordSchema.fromFile("address.json")].');
  }
  references.forEach((reference, i) => {
    if (!Array.isArray(reference?._references)) {
      throw invalidProp(`references[${i}]`, reference, 'must be a RecordSchema',
        `Give ${typeof reference === 'string' ? `RecordSchema.fromFile(${show(reference)})` : 'RecordSchema.fromObject({…})'}.`);
    }
  });
  return references;
}
