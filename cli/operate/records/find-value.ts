import type { JsonNode, Member, ObjectNode } from './json-text';

const INDEX = /^(?:0|[1-9]\d*)$/;

/** Members of one name: none or one; more than one is an error of who has written the text. */
export type Found<T> = T | 'missing' | 'ambiguous';

export function findMember(node: ObjectNode, name: string): Found<Member> {
  const found = node.members.filter((member) => member.name === name);
  if (found.length > 1) return 'ambiguous';
  return found[0] ?? 'missing';
}

/** The index that a segment of a JSON pointer says; undefined if it is none, or beyond `last`. */
export function arrayIndex(segment: string, last: number): number | undefined {
  const index = Number(segment);
  return INDEX.test(segment) && index <= last ? index : undefined;
}

/** The value to which a JSON pointer leads. */
export function findValue(root: JsonNode, segments: readonly string[]): Found<JsonNode> {
  let node = root;
  for (const segment of segments) {
    if (node.type === 'object') {
      const member = findMember(node, segment);
      if (typeof member === 'string') return member;
      node = member.value;
    } else if (node.type === 'array') {
      const index = arrayIndex(segment, node.elements.length - 1);
      if (index === undefined) return 'missing';
      node = node.elements[index];
    } else {
      return 'missing';
    }
  }
  return node;
}
