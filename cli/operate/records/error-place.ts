import { arrayIndex, findMember } from './find-value';
import { InvalidJsonError, parseJsonText } from './json-text';
import { parsePointer } from '../../../src/private/contract/json-pointer';

/** A part of a text: `text.slice(start, end)`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where an error is in the text of a record: the value at its pointer, or the one in which it is missing. Where the text is not
 * valid JSON, the place from which on it is not.
 */
export function errorPlace(text: string, pointer: string): TextRange {
  try {
    let node = parseJsonText(text);
    for (const segment of parsePointer(pointer)) {
      if (node.type === 'object') {
        const member = findMember(node, segment);
        if (member === 'ambiguous') {
          const [, again] = node.members.filter(({ name }) => name === segment);
          return { start: again.nameStart, end: again.value.end };
        }
        if (member === 'missing') break;
        node = member.value;
      } else if (node.type === 'array') {
        const index = arrayIndex(segment, node.elements.length - 1);
        if (index === undefined) break;
        node = node.elements[index];
      } else {
        break;
      }
    }
    return { start: node.start, end: node.end };
  } catch (error) {
    if (!(error instanceof InvalidJsonError)) throw error;
    return { start: error.position, end: Math.min(text.length, error.position + 1) };
  }
}
