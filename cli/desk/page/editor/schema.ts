type Json = { readonly [member: string]: unknown };

export interface Suggestion {
  /** Name of a member, or JSON text of a value. */
  readonly text: string;
  readonly detail: string;
  readonly info: string;
  readonly required: boolean;
}

/** Deep enough for any schema that is not a riddle. */
const MAX_STEPS = 64;

/** What a JSON Schema says may stand at a place. It guesses: only the validator knows. */
export class Schema {
  /** Null if the texts are no schemas that can be read. */
  public static of(text: string, references: readonly string[]): Schema | null {
    try {
      const schemas = [text, ...references].map((each) => asObject(JSON.parse(each))).filter((each) => each !== undefined);
      if (schemas.length === 0) return null;
      return new Schema(schemas[0], new Map(schemas.flatMap((schema) => typeof schema.$id === 'string' ? [[schema.$id, schema] as const] : [])));
    } catch {
      return null;
    }
  }

  private constructor(private readonly root: Json, private readonly byId: ReadonlyMap<string, Json>) {}

  /** Members of the object at `path`. */
  public members(path: readonly (string | number)[]): Suggestion[] {
    const found = new Map<string, Suggestion>();
    for (const schema of this.at(path)) {
      const required = new Set(Array.isArray(schema.required) ? schema.required as unknown[] : []);
      for (const [name, member] of Object.entries(asObject(schema.properties) ?? {})) {
        if (!found.has(name)) found.set(name, { text: name, required: required.has(name), ...this.describe(asObject(member)) });
      }
    }
    return [...found.values()];
  }

  /** Values at `path`, as JSON text. */
  public values(path: readonly (string | number)[]): Suggestion[] {
    const texts = new Set<string>();
    for (const schema of this.at(path)) {
      const values = [...'const' in schema ? [schema.const] : [], ...asArray(schema.enum), ...asArray(schema.examples), ...'default' in schema ? [schema.default] : []];
      for (const value of values) texts.add(JSON.stringify(value));
      for (const type of [schema.type].flat()) {
        if (type === 'boolean') ['true', 'false'].forEach((text) => texts.add(text));
        if (type === 'null') texts.add('null');
        if (type === 'object') texts.add('{}');
        if (type === 'array') texts.add('[]');
      }
    }
    return [...texts].map((text) => ({ text, detail: '', info: '', required: false }));
  }

  /** All schemas that the value at `path` may have to match. */
  private at(path: readonly (string | number)[]): Json[] {
    let schemas = this.spread([this.root]);
    for (const step of path) schemas = this.spread(schemas.flatMap((schema) => below(schema, step)));
    return schemas;
  }

  /** With those that they refer to or are made of. */
  private spread(schemas: readonly Json[]): Json[] {
    const all = new Set<Json>();
    const waiting = [...schemas];
    for (let steps = 0; waiting.length > 0 && steps < MAX_STEPS; steps++) {
      const schema = waiting.pop()!;
      if (all.has(schema)) continue;
      all.add(schema);
      if (typeof schema.$ref === 'string') waiting.push(...[this.resolve(schema.$ref)].filter((each) => each !== undefined));
      for (const part of [...asArray(schema.allOf), ...asArray(schema.anyOf), ...asArray(schema.oneOf), schema.then, schema.else]) {
        const object = asObject(part);
        if (object) waiting.push(object);
      }
    }
    return [...all];
  }

  private resolve(ref: string): Json | undefined {
    const [id, fragment = ''] = ref.split('#', 2);
    const document = id === '' ? this.root : this.byId.get(id) ?? [...this.byId].find(([key]) => key.endsWith(`/${id}`))?.[1];
    return fragment.split('/').slice(1).reduce<Json | undefined>((at, step) => asObject(own(at, decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))), document);
  }

  private describe(schema: Json | undefined): Pick<Suggestion, 'detail' | 'info'> {
    const all = schema === undefined ? [] : this.spread([schema]);
    const types = all.flatMap(({ type }) => [type].flat()).filter((type) => typeof type === 'string');
    const description = all.find((each) => typeof each.description === 'string')?.description;
    return { detail: [...new Set(types)].join(' | '), info: typeof description === 'string' ? description : '' };
  }
}

function below(schema: Json, step: string | number): Json[] {
  const next = typeof step === 'string'
    ? [own(asObject(schema.properties), step) ?? schema.additionalProperties]
    : [asArray(schema.prefixItems)[step] ?? schema.items];
  return next.map(asObject).filter((each) => each !== undefined);
}

/** Not what an object inherits: names come from records. */
function own(object: Json | undefined, name: string): unknown {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : undefined;
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
