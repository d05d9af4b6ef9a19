import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** Parsing of a long record may take this long. */
const PARSE_MS = 200;

export interface Place {
  readonly from: number;
  readonly to: number;
}

const VALUES = ['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null'];

/** Where the value of a JSON pointer stands; if it is missing, the name of the nearest member around it, or the start of the record. */
export function placeOf(state: EditorState, pointer: string): Place {
  const { doc } = state;
  const tree = ensureSyntaxTree(state, doc.length, PARSE_MS);
  let value = tree === null ? null : childValue(tree.topNode);
  let mark: Place = value === null ? { from: 0, to: Math.min(1, doc.length) } : opening(value);
  for (const step of pointer.split('/').slice(1).map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    const found: { value: SyntaxNode; mark: Place } | null = value === null ? null : below(state, value, step);
    if (found === null) return mark;
    ({ value, mark } = found);
  }
  return mark;
}

/** From the root to the value at `node`: names of members, and numbers of array elements. */
export function pathTo(state: EditorState, node: SyntaxNode): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: SyntaxNode | null = node; at?.parent; at = at.parent) {
    if (at.parent.name === 'Property') {
      const name = at.parent.getChild('PropertyName');
      if (name !== null && name.from !== at.from) path.unshift(nameIn(state, name));
    } else if (at.parent.name === 'Array' && VALUES.includes(at.name)) {
      path.unshift(valuesIn(at.parent).findIndex(({ from }) => from === at!.from));
    }
  }
  return path;
}

export function nameIn(state: EditorState, name: SyntaxNode): string {
  const text = state.sliceDoc(name.from, name.to);
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

function below(state: EditorState, value: SyntaxNode, step: string): { value: SyntaxNode; mark: Place } | null {
  if (value.name === 'Array') {
    const element = valuesIn(value)[Number(step)];
    return element === undefined ? null : { value: element, mark: short(element) };
  }
  for (const property of value.getChildren('Property')) {
    const name = property.getChild('PropertyName');
    const member = childValue(property);
    if (name !== null && member !== null && nameIn(state, name) === step) {
      return { value: member, mark: { from: name.from, to: ['Object', 'Array'].includes(member.name) ? name.to : member.to } };
    }
  }
  return null;
}

function valuesIn(node: SyntaxNode): SyntaxNode[] {
  return VALUES.flatMap((name) => node.getChildren(name)).sort((a, b) => a.from - b.from);
}

function childValue(node: SyntaxNode): SyntaxNode | null {
  return valuesIn(node)[0] ?? null;
}

const opening = ({ from }: SyntaxNode): Place => ({ from, to: from + 1 });

const short = (node: SyntaxNode): Place => ['Object', 'Array'].includes(node.name) ? opening(node) : node;
