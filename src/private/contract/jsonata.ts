/**
 * What makes a value of the type `T` in a JSONata expression: an expression, or an object or array of such. Each member
 * of `T` has to be there, and no other may be.
 */
export type Jsonata<T> = string | JsonataParts<T>;
type JsonataParts<T> = T extends readonly (infer Element)[]
  ? readonly Jsonata<Element>[]
  : T extends object ? { readonly [member in keyof T]-?: Jsonata<T[member]> } : never;

/** JSONata that makes a value of the type `T`. */
export function jsonata<T = never>(value: Jsonata<NoInfer<T>>): string {
  return render(value);
}

/** The output of a state: JSONata that makes a value of the type `T`, after definitions such as `$in := $states.input`. */
export function jsonataOutput<T = never>(value: Jsonata<NoInfer<T>>, ...definitions: string[]): string {
  const output = render(value);
  return definitions.length === 0 ? `{% ${output} %}` : `{% (${[...definitions, output].join('; ')}) %}`;
}

/** A text as JSONata. `Text` is what it may be: a union of reasons, for instance. */
export function jsonataText<Text extends string = string>(text: Text): string {
  return `'${text}'`;
}

/** Any text as JSONata, such as the name of an attribute that a user has chosen. */
export function jsonataLiteral(text: string): string {
  return JSON.stringify(text).replace(/%/g, '\\u0025');
}

/** A text that is no expression, for a state of JSONata: there, a text that starts like an expression would be one. */
export function jsonataConstant(text: string): string {
  return text.startsWith('{%') ? jsonataOutput(jsonataLiteral(text)) : text;
}

/** The members of a message of the type `T`, as JSONata: for `$in.file`, a function that makes `$in.file.key` of `key`. */
export function jsonataMembers<T = never>(message: string): (member: keyof NoInfer<T> & string) => string {
  return (member) => `${message}.${member}`;
}

function render(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(render).join(', ')}]`;
  return `{${Object.entries(value as object).map(([name, member]) => `'${name}': ${render(member)}`).join(', ')}}`;
}
