import type { Positions } from './positions';
import { positionsOf } from './positions';

/** Larger patterns are not looked at: synthesis should not take long, either. */
const MOST_STEPS = 2_000_000;

/**
 * Whether a search for a regular expression may take time that doubles with each character: if two ways lead through the
 * pattern from a position back to it, with the same text, and what follows may fail.
 */
export function mayBeExponential(pattern: string): boolean {
  const positions = positionsOf(pattern);
  return positions !== undefined && isAmbiguous(positions);
}

function isAmbiguous({ takes, follow, last }: Positions): boolean {
  const count = takes.length;
  let steps = 0;

  /** The pairs of positions that two ways reach from a pair, step by step with the same text; for each those before it. */
  const reachable = (start: number): Map<number, number[]> => {
    const before = new Map<number, number[]>();
    const open = [start];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      for (const one of follow[Math.floor(pair / count)]) {
        for (const other of follow[pair % count]) {
          if (++steps > MOST_STEPS) return before;
          if (!takes[one].meets(takes[other])) continue;
          const next = one * count + other;
          if (before.has(next)) {
            before.get(next)!.push(pair);
          } else {
            before.set(next, [pair]);
            open.push(next);
          }
        }
      }
    }
    return before;
  };

  for (let position = 0; position < count; position++) {
    const start = position * count + position;
    const before = reachable(start);
    if (steps > MOST_STEPS) return false;
    const back = leadingTo(start, before);
    const ambiguous = [...back].some((pair) => Math.floor(pair / count) !== pair % count || followsTwice(follow[pair % count], back, count));
    // Where a match may end at once, nothing is tried again.
    if (ambiguous && ![...back].some((pair) => last.has(pair % count))) return true;
  }
  return false;
}

function leadingTo(end: number, before: Map<number, number[]>): Set<number> {
  const found = new Set<number>();
  const open = before.has(end) ? [end] : [];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    if (found.has(pair)) continue;
    found.add(pair);
    for (const each of before.get(pair) ?? []) open.push(each);
  }
  return found;
}

/** Whether a position is followed twice by one that leads back. */
function followsTwice(followers: number[], back: Set<number>, count: number): boolean {
  return followers.some((each, i) => followers.indexOf(each) !== i && back.has(each * count + each));
}
