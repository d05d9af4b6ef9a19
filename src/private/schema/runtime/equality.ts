/** Equality of JSON values, for `const`, `enum` and `uniqueItems`, in time that grows with the size of the values only. */

/** The test whether a value equals one of those in a JSON array. */
export function oneOf(json: string): (value: unknown) => boolean {
  const allowed: unknown[] = JSON.parse(json);
  const scalars = new Set(allowed.filter((value) => !isComposite(value)));
  const composites = new Set(allowed.filter(isComposite).map(canonicalText));
  return (value) => isComposite(value) ? composites.size > 0 && composites.has(canonicalText(value)) : scalars.has(value);
}

/** The indices of the first two equal elements; undefined if all are different. */
export function equalElements(array: readonly unknown[]): [first: number, second: number] | undefined {
  const scalars = new Map<unknown, number>();
  const composites = new Map<unknown, number>();
  for (let i = 0; i < array.length; i++) {
    const value = array[i];
    const [seen, known] = isComposite(value) ? [composites, canonicalText(value)] : [scalars, value];
    const first = seen.get(known);
    if (first !== undefined) return [first, i];
    seen.set(known, i);
  }
  return undefined;
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** JSON with the names of each object in order: equal values have equal texts. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (isComposite(value)) {
    const members = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join()}}`;
  }
  return JSON.stringify(value);
}
