import type { JsonNode } from './json-text';
import { parseDecimal } from '../../../lambda-src/engine/json/number';

/** A value with the text in which it stands. */
export interface JsonValue {
  readonly text: string;
  readonly node: JsonNode;
}

/**
 * Whether two values say the same: members in any order, strings of the same characters, numbers of the same value, to the
 * last digit. An object with two members of the same name is equal to nothing. Does not recurse.
 */
export function sameContent(left: JsonValue, right: JsonValue): boolean {
  const pairs: Array<[JsonNode, JsonNode]> = [[left.node, right.node]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a.type === 'object' && b.type === 'object') {
      const members = new Map(b.members.map(({ name, value }) => [name, value]));
      const names = new Set(a.members.map(({ name }) => name));
      if (names.size !== a.members.length || members.size !== b.members.length || names.size !== members.size) return false;
      for (const { name, value } of a.members) {
        const other = members.get(name);
        if (other === undefined) return false;
        pairs.push([value, other]);
      }
    } else if (a.type === 'array' && b.type === 'array') {
      if (a.elements.length !== b.elements.length) return false;
      a.elements.forEach((element, index) => pairs.push([element, b.elements[index]]));
    } else if (a.type === 'string' && b.type === 'string') {
      if (a.value !== b.value) return false;
    } else if (a.type === 'number' && b.type === 'number') {
      if (!sameNumber(left.text.slice(a.start, a.end), right.text.slice(b.start, b.end))) return false;
    } else if (a.type !== b.type) {
      return false;
    }
  }
  return true;
}

/** Numbers of any size: their digits are compared, and nothing is written out. */
function sameNumber(left: string, right: string): boolean {
  if (left === right) return true;
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  if (a.digits === '' || b.digits === '') return a.digits === b.digits;
  return a.negative === b.negative && a.digits === b.digits && a.magnitude === b.magnitude && Number.isSafeInteger(a.magnitude);
}
