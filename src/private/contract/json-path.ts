/** A path into the input of a state (`$.file`) or into its context (`$$.Execution.Id`). */
export type JsonPath = `$.${string}` | `$$.${string}`;

/** What makes a value of the type `T` in a state of JSONPath: the value, a path to it, or an object of such. */
export type JsonPathValue<T> = T | JsonPath | (T extends object ? JsonPathMembers<T> : never);

/** Each member of `T` has to be there, and no other may be. */
export type JsonPathMembers<T> = { readonly [member in keyof T]-?: JsonPathValue<T[member]> };

/** The parameters of a state that make a message of the type `T`: members with a path get a name that ends in `.$`. */
export function jsonPath<T extends object = never>(members: JsonPathMembers<NoInfer<T>>): { [name: string]: unknown } {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => {
    if (isPath(value)) return [`${name}.$`, value];
    return [name, typeof value === 'object' && value !== null && !Array.isArray(value) ? jsonPath<object>(value) : value];
  }));
}

/** The members of a message of the type `T`, as JSONPath: for `$.file`, a function that makes `$.file.key` of `key`. */
export function jsonPathMembers<T = never>(message: JsonPath): (member: keyof NoInfer<T> & string) => JsonPath {
  return (member) => `${message}.${member}`;
}

function isPath(value: unknown): value is JsonPath {
  return typeof value === 'string' && /^\$\$?\./.test(value);
}
