import { InvalidJsonError, parseJsonText } from './json-text';
import type { JsonNode } from './json-text';
import { parsePointer } from '../../../src/private/contract/json-pointer';

/** Stands for a text in which nobody knows what is sensitive. */
export const MASKED_TEXT = '••••••••';

/** A value is shown as one of these, so that one can tell a code from a name, and nothing more. */
const MASKS = [
  { upTo: 4, mask: '•••' },
  { upTo: 16, mask: '••••••••' },
  { upTo: Infinity, mask: '••••••••••••••••' },
] as const;

/**
 * The text of a record without the values at the pointers, in which `*` stands for any member or array element. Whatever the
 * value is, a string of dots takes its place. A text that is not valid JSON is masked as a whole.
 */
export function maskRecord(text: string, sensitiveMembers: readonly string[]): string {
  if (sensitiveMembers.length === 0) return text;
  return replaceSensitive(text, sensitiveMembers, (value) => `"${MASKS.find(({ upTo }) => value.length <= upTo)!.mask}"`) ?? MASKED_TEXT;
}

/** The text of a record with what `replacement` makes of each value at the pointers. Undefined for a text that is not valid JSON. */
export function replaceSensitive(text: string, sensitiveMembers: readonly string[], replacement: (value: string) => string): string | undefined {
  let root: JsonNode;
  try {
    root = parseJsonText(text);
  } catch (error) {
    if (error instanceof InvalidJsonError) return undefined;
    throw error;
  }
  const hidden = sensitiveMembers.flatMap((pointer) => matches(root, parsePointer(pointer)));
  let replaced = '';
  let at = 0;
  for (const { start, end } of hidden.sort((a, b) => a.start - b.start || b.end - a.end)) {
    // Inside of a value that is replaced already.
    if (start < at) continue;
    replaced += text.slice(at, start) + replacement(text.slice(start, end));
    at = end;
  }
  return replaced + text.slice(at);
}

/** Of members with the same name, all. */
function matches(root: JsonNode, segments: readonly string[]): JsonNode[] {
  let nodes = [root];
  for (const segment of segments) {
    const next: JsonNode[] = [];
    for (const node of nodes) {
      if (node.type === 'object') {
        for (const { name, value } of node.members) if (segment === '*' || name === segment) next.push(value);
      } else if (node.type === 'array') {
        node.elements.forEach((element, index) => {
          if (segment === '*' || segment === String(index)) next.push(element);
        });
      }
    }
    nodes = next;
  }
  return nodes;
}
