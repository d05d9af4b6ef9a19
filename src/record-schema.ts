import { invalidProp, show } from './private/contract/validation-error';
import { DEFAULT_SCHEMA } from './private/schema/default-schema';
import { readSchemaFile } from './private/schema/read-schema-file';

/**
 * Options of a record schema.
 */
export interface RecordSchemaOptions {
  /**
   * Other schemas that this schema refers to with `$ref`. Each must have an `$id` of its own, and the same `$schema` as
   * this one or none. Schemas are never fetched from the network.
   *
   * @default - no references
   */
  readonly references?: RecordSchema[];
}

/**
 * The JSON Schema that a valid record matches.
 *
 * Supports JSON Schema 2020-12 (the default), 2019-09 and draft-07, as `$schema` says, with all keywords but `$dynamicRef`
 * and `$recursiveRef`. `format` is an assertion: a record with a malformed value is invalid.
 *
 * The schema is compiled at synthesis. An invalid schema fails synthesis, and the error says where and why; unknown keywords
 * give a warning. A schema cannot contain tokens.
 *
 * @example
 * import { RecordSchema, SalesDataPipeline } from 'cdk-sales-data-pipeline';
 *
 * new SalesDataPipeline(this, 'Sales', { schema: RecordSchema.fromFile('schemas/order.json') });
 */
export class RecordSchema {
  /**
   * Takes the schema from an object in code.
   *
   * @example
   * import { RecordSchema } from 'cdk-sales-data-pipeline';
   *
   * RecordSchema.fromObject({
   *   type: 'object',
   *   required: ['id', 'total'],
   *   properties: { total: { type: 'number', minimum: 0 } },
   * });
   *
   * @param schema the JSON Schema
   * @param options other schemas that it refers to
   */
  public static fromObject(schema: { [key: string]: any }, options: RecordSchemaOptions = {}): RecordSchema {
    return new RecordSchema(describe(schema), schema, checkedReferences(options));
  }

  /**
   * Reads the schema from a JSON file. Throws if the file cannot be read or is not JSON.
   *
   * @example
   * import { RecordSchema } from 'cdk-sales-data-pipeline';
   *
   * const address = RecordSchema.fromFile('schemas/address.json'); // has an "$id"
   * RecordSchema.fromFile('schemas/order.json', { references: [address] });
   *
   * @param path path of the file, relative to the working directory of the CDK app
   * @param options other schemas that it refers to
   */
  public static fromFile(path: string, options: RecordSchemaOptions = {}): RecordSchema {
    return new RecordSchema(path, readSchemaFile(path), checkedReferences(options));
  }

  /**
   * The default schema: a record is an object with the members `contact-info` and `order-info`, both objects.
   */
  public static contactAndOrder(): RecordSchema {
    return RecordSchema.fromObject(DEFAULT_SCHEMA);
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

/** What errors call a schema that has no file. */
function describe(schema: { [key: string]: any }): string {
  return typeof schema?.$id === 'string' ? `the schema with the "$id" ${JSON.stringify(schema.$id)}` : 'the schema';
}

/** Languages without types give anything. */
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
