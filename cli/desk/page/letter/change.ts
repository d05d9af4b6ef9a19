/** What two texts do not have in common, and the ends of what they have. */
export interface Change {
  readonly lead: string;
  readonly removed: string;
  readonly added: string;
  readonly trail: string;
}

const AROUND = 80;
const LONGEST = 4_000;

export function changeOf(before: string, after: string): Change {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const lead = before.slice(Math.max(0, start - AROUND), start);
  const trail = before.slice(before.length - end, before.length - end + AROUND);
  return {
    lead: start > AROUND ? `…${lead}` : lead,
    removed: cut(before.slice(start, before.length - end)),
    added: cut(after.slice(start, after.length - end)),
    trail: end > AROUND ? `${trail}…` : trail,
  };
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
