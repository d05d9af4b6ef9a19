import { invalidProp } from './prop-error';

/** Fails where `pointer` is no JSON pointer (RFC 6901). */
export function assertPointer(prop: string, pointer: string): void {
  if (pointer !== '' && !pointer.startsWith('/')) {
    throw invalidProp(prop, pointer, 'must be a JSON pointer (RFC 6901), which is empty or starts with "/"', `Did you mean "/${pointer.replace(/^\$?\.?/, '').replace(/\./g, '/')}"?`);
  }
  if (/~(?![01])/.test(pointer)) {
    throw invalidProp(prop, pointer, 'must be a JSON pointer (RFC 6901), in which "~" is written "~0" and "/" in a name "~1"', 'Write "~0" for the "~".');
  }
}
