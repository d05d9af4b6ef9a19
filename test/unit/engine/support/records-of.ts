import { parsePointer } from '../../../../src/private/contract/json-pointer';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: unknown): boolean => value === null || value === '' || (isObject(value) && Object.keys(value).length === 0);

/** The records of a JSON value, by the rule of `recordsPointer` written in the obvious way. Arrays are looked through to any depth. */
export function recordsOf(text: unknown, pointer: string): unknown[] {
  const path = parsePointer(pointer);

  /** A text, an element, or a member that "every member" stands for: at least itself is a record. */
  const within = (value: unknown, position: number): unknown[] => {
    if (Array.isArray(value)) {
      if (position === path.length) return value as unknown[];
      return path[position] === '*' ? members(value, position + 1) : value.flatMap((element) => within(element, position));
    }
    if (!isObject(value)) return [value];
    if (path[position] === '*') return members(Object.values(value), position + 1);
    return led(value, position) ?? [value];
  };

  const members = (values: unknown[], position: number): unknown[] => values.flatMap((member) => (isNothing(member) ? [] : within(member, position)));

  /** Undefined where the pointer does not lead into the object. */
  const led = (object: Record<string, unknown>, position: number): unknown[] | undefined => {
    const name = path[position];
    if (name === undefined || !Object.prototype.hasOwnProperty.call(object, name)) return undefined;
    const member = object[name];
    if (isNothing(member)) return [];
    if (Array.isArray(member)) return within(member, position + 1);
    if (!isObject(member)) return undefined;
    if (position + 1 === path.length || path[position + 1] === '*') return within(member, position + 1);
    return led(member, position + 1);
  };

  return within(text, 0);
}
