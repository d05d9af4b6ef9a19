/** Variants of a value in which one part is absent, null, or, if it is an array, empty or of one element. */
export function edgesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    // The elements of an array are alike: edges of the first are enough.
    const first = value.slice(0, 1);
    return [...(value.length > 0 ? [[]] : []), ...(value.length > 1 ? [first] : []), ...edgesOf(first[0]).map((edge) => [edge, ...value.slice(1)])];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const { [name]: _, ...others } = value as Record<string, unknown>;
    return [others, { ...value, [name]: null }, ...edgesOf(member).map((edge) => ({ ...value, [name]: edge }))];
  });
}
