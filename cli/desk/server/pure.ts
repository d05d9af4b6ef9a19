// TEMPORARY until the functions of operate/ are there.
import { createHash } from 'node:crypto';
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { applyEdits, modify } from 'jsonc-parser';
import type { LetterGroup } from '../../operate/dead-letters/group';
import type { Letter } from '../../operate/dead-letters/message';
import type { Recipe, RecipeResult } from '../../operate/records/recipe';

export function groupLetters(letters: readonly Letter[]): LetterGroup[] {
  const lists = new Map<string, Letter[]>();
  for (const letter of letters) {
    const [first] = letter.deadLetter.errors;
    const key = JSON.stringify([letter.deadLetter.reason, first?.keyword ?? '', (first?.pointer ?? '').replace(/\/\d+(?=\/|$)/g, '/*')]);
    const list = lists.get(key);
    if (list) list.push(letter); else lists.set(key, [letter]);
  }
  return [...lists].map(([key, list]) => {
    const [reason, keyword, pointer] = JSON.parse(key) as [LetterGroup['reason'], string, string];
    const files = new Map<string, number>();
    for (const { deadLetter } of list) files.set(deadLetter.source.key, (files.get(deadLetter.source.key) ?? 0) + 1);
    const times = list.map(({ message }) => message.sent.getTime());
    return {
      id: createHash('sha256').update(key).digest('hex').slice(0, 6), reason, keyword, pointer, message: list[0].deadLetter.errors[0]?.message ?? '',
      letters: list, records: list.reduce((sum, { deadLetter }) => sum + (deadLetter.records ?? 0), 0),
      first: new Date(times.reduce((a, b) => Math.min(a, b))), last: new Date(times.reduce((a, b) => Math.max(a, b))),
      files: [...files].map(([k, n]) => ({ key: k, letters: n })).sort((a, b) => b.letters - a.letters),
    };
  }).sort((a, b) => b.letters.length - a.letters.length);
}

export function applyRecipe(text: string, recipe: Recipe): RecipeResult {
  let now = text;
  for (const operation of recipe.operations) {
    const path = operation.path.split('/').slice(1);
    if (operation.op !== 'add' && operation.op !== 'replace' && operation.op !== 'remove') return { outcome: 'failed', why: 'not here yet' };
    now = applyEdits(now, modify(now, path, operation.op === 'remove' ? undefined : JSON.parse(operation.value), {}));
  }
  return now === text ? { outcome: 'unchanged', why: 'The record is already so' } : { outcome: 'changed', text: now };
}

/** Where the sensitive values stand; null if the text is not JSON. */
export function sensitiveSpans(text: string, pointers: readonly string[]): { from: number; to: number }[] | null {
  const errors: never[] = [];
  const root = parseTree(text, errors);
  if (root === undefined || errors.length > 0) return null;
  const spans: { from: number; to: number }[] = [];
  const walk = (node: Node, rest: readonly string[]): void => {
    if (rest.length === 0) { spans.push({ from: node.offset, to: node.offset + node.length }); return; }
    const [head, ...tail] = rest;
    if (node.type === 'object') {
      for (const { children } of node.children ?? []) if (children?.[1] && (head === '*' || children[0].value === head)) walk(children[1], tail);
    } else if (node.type === 'array') (node.children ?? []).forEach((child, i) => { if (head === '*' || head === String(i)) walk(child, tail); });
  };
  for (const pointer of pointers) walk(root, pointer.split('/').slice(1));
  return spans;
}

export function exportJsonLines(letters: readonly Letter[], texts: readonly (string | null)[]): string {
  return letters.map(({ deadLetter }, i) => `${JSON.stringify({ file: deadLetter.source.key, record: deadLetter.source.recordIndex, reason: deadLetter.reason, errors: deadLetter.errors, text: texts[i] })}\n`).join('');
}

export function exportCsv(letters: readonly Letter[], texts: readonly (string | null)[]): string {
  const cell = (value: unknown): string => `"${String(value ?? '').replace(/"/g, '""')}"`;
  return ['file,record,reason,text', ...letters.map(({ deadLetter }, i) => [deadLetter.source.key, deadLetter.source.recordIndex, deadLetter.reason, texts[i]].map(cell).join(','))].join('\n') + '\n';
}
