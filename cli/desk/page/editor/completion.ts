import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { nameIn, pathTo } from './places';
import type { Schema, Suggestion } from './schema';

/** Completion of members and values from the schema that `schema` returns. */
export function completeFrom(schema: () => Schema | null) {
  return (context: CompletionContext): CompletionResult | null => {
    const known = schema();
    if (known === null) return null;
    const { state, pos } = context;
    const node = syntaxTree(state).resolveInner(pos, -1);
    const word = context.matchBefore(/"?[^"\s{}[\]:,]*/);
    const quoted = ['PropertyName', 'String'].includes(node.name) ? node : null;
    const from = quoted?.from ?? word?.from ?? pos;
    const to = quoted !== null && quoted.to >= pos ? quoted.to : pos;
    if (!context.explicit && quoted === null && (word === null || word.from === word.to)) return null;

    const before = state.sliceDoc(Math.max(0, from - 200), from).trimEnd();
    if (before.endsWith(':')) {
      const property = enclosing(node, 'Property') ?? enclosing(syntaxTree(state).resolveInner(from, -1), 'Property');
      const name = property?.getChild('PropertyName');
      if (!property || !name) return null;
      const path = [...pathTo(state, property), nameIn(state, name)];
      return { from, to, filter: true, options: known.values(path).map((value) => option(value.text, value)) };
    }
    const object = enclosing(node, 'Object');
    if (object === null || !/[{,]$/.test(before)) return null;
    const there = new Set(object.getChildren('Property').map((property) => property.getChild('PropertyName')).filter((name) => name !== null && name.from !== from).map((name) => nameIn(state, name!)));
    const hasValue = /^\s*:/.test(state.sliceDoc(to, to + 20));
    const options = known.members(pathTo(state, object)).filter(({ text }) => !there.has(text))
      .map((member) => option(`${JSON.stringify(member.text)}${hasValue ? '' : ': '}`, member, JSON.stringify(member.text)));
    return { from, to, filter: true, options };
  };
}

function option(apply: string, { detail, info, required }: Suggestion, label = apply): Completion {
  return { label, apply, detail: required ? `${detail} required`.trim() : detail, info: info === '' ? undefined : info, boost: required ? 1 : 0 };
}

function enclosing(node: ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>, name: string) {
  for (let at: typeof node | null = node; at !== null; at = at.parent) if (at.name === name) return at;
  return null;
}
