/**
 * Replaces the intrinsic functions in a value of a template, so that equal values become equal texts: `<Id>` for a reference,
 * `<Id.Attribute>` for an attribute, `<AWS::Region>` for a pseudo parameter.
 */
export function evaluate<T = any>(value: unknown): T {
  return evaluated(value) as T;
}

function evaluated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(evaluated);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  if (members.length === 1) {
    const [[name, argument]] = members;
    const intrinsic = INTRINSICS[name];
    if (intrinsic) return intrinsic(argument);
  }
  return Object.fromEntries(members.map(([name, member]) => [name, evaluated(member)]));
}

const INTRINSICS: { readonly [name: string]: ((argument: any) => unknown) | undefined } = {
  'Ref': (id: string) => `<${id}>`,
  'Fn::GetAtt': (path: string[]) => `<${path.join('.')}>`,
  'Fn::Join': ([separator, parts]: [string, unknown]) => evaluate<unknown[]>(parts).join(separator),
  'Fn::Sub': (text: unknown) => String(text).replace(/\$\{([^}]+)\}/g, '<$1>'),
  'Fn::Split': ([separator, text]: [string, unknown]) => `${evaluate<string>(text)} at ${separator}`,
  'Fn::Select': ([index, list]: [number, unknown]) => {
    const parts = evaluated(list);
    return Array.isArray(parts) ? parts[index] : `<part ${index} of ${String(parts)}>`;
  },
};
