import { invalidProp } from './validation-error';

/** Throws unless `pointer` is a JSON pointer (RFC 6901). `meant`: the same without what no pointer needs. */
export function assertPointer(prop: string, pointer: string, meant = pointer): void {
  if (pointer !== '' && !pointer.startsWith('/')) {
    throw invalidProp(prop, pointer, 'must be a JSON pointer (RFC 6901), which is empty or starts with "/"',
      `Did you mean "/${meant.replace(/^\$?\.?/, '').replace(/\./g, '/')}"?`);
  }
  if (/~(?![01])/.test(pointer)) {
    throw invalidProp(prop, pointer, 'must be a JSON pointer (RFC 6901), in which "~" is written "~0" and "/" in a name "~1"', 'Write "~0" for the "~".');
  }
}

/** The segments of a JSON pointer. */
export function parsePointer(pointer: string): string[] {
  return pointer.split('/').slice(1).map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The JSON pointer of segments. */
export function formatPointer(segments: ReadonlyArray<string | number>): string {
  return segments.map((segment) => `/${String(segment).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

const INDEX = /^(?:0|[1-9]\d*)$/;

/** The value at a JSON pointer; undefined if there is none. */
export function resolvePointer(root: unknown, segments: readonly string[]): unknown {
  let value = root;
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) && !INDEX.test(segment)) return undefined;
    // Own members only: `constructor` is a member of a record only if the file says so.
    if (!Object.prototype.hasOwnProperty.call(value, segment)) return undefined;
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}
