import type { RecordSchema } from '../../record-schema';

/** All schemas that a schema refers to, directly or through others, each once. */
export function allReferences(schema: RecordSchema, found = new Set<RecordSchema>()): RecordSchema[] {
  for (const reference of schema._references) {
    if (reference !== schema && !found.has(reference)) {
      found.add(reference);
      allReferences(reference, found);
    }
  }
  return [...found];
}
