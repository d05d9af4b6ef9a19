import type { OpaqueSchema } from './opaque-schemas';
import { ValidationError } from '../contract/validation-error';

/** Throws if references lead back to their schema without having gone into a member or an element: judging would never end. */
export function assertReferencesEnd(schemas: ReadonlyMap<string, OpaqueSchema>): void {
  const ended = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string): void => {
    if (ended.has(name)) return;
    const { place, inPlace } = schemas.get(name)!;
    if (open.has(name)) {
      throw new ValidationError(`SalesDataPipeline: ${place.origin} refers to itself without end: references lead from ${place.pointer || 'its root'} back to it `
        + 'for the same value, so no record could be judged. Remove a "$ref", or put it into "properties" or "items".');
    }
    open.add(name);
    inPlace.forEach(visit);
    open.delete(name);
    ended.add(name);
  };
  [...schemas.keys()].forEach(visit);
}
