import { structuredPatch } from 'diff';

/** One line of a diff, without its line end. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  /** Empty for a gap, which stands for lines that are the same. */
  readonly text: string;
}

/** Lines around a change that stay as they are. */
const CONTEXT = 2;
/** A text on one line is cut to what is around its change. */
const AROUND = 60;
/** Comparing texts that have nothing in common takes time with the square of their length. */
const MAX_EDITS = 2_000;

/** The lines that tell two texts apart, with some lines around them. Texts of one line are cut to the part that differs. */
export function diffLines(before: string, after: string): DiffLine[] {
  if (before === after) return [];
  if (!before.includes('\n') && !after.includes('\n')) return diffOfOneLine(before, after);
  const patch = structuredPatch('', '', before, after, '', '', { context: CONTEXT, maxEditLength: MAX_EDITS });
  if (patch === undefined) return [...linesOf(before, 'removed'), ...linesOf(after, 'added')];
  return patch.hunks.flatMap(({ oldStart, lines }, index): DiffLine[] => [
    ...(index > 0 || oldStart > 1 ? [{ kind: 'gap', text: '' } as const] : []),
    // A note says where the last line has no line end.
    ...lines.filter((line) => !line.startsWith('\\')).map((line) => ({ kind: KINDS[line[0]], text: line.slice(1) })),
  ]);
}

const KINDS: Record<string, DiffLine['kind']> = { ' ': 'same', '-': 'removed', '+': 'added' };

function linesOf(text: string, kind: DiffLine['kind']): DiffLine[] {
  return text.split('\n').map((line) => ({ kind, text: line }));
}

function diffOfOneLine(before: string, after: string): DiffLine[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const cut = (text: string): string => {
    const from = Math.max(0, start - AROUND);
    const to = Math.min(text.length, text.length - end + AROUND);
    return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  };
  return [{ kind: 'removed', text: cut(before) }, { kind: 'added', text: cut(after) }];
}
