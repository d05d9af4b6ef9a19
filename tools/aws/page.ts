import { DEFINITIONS_BELIEF } from './belief';
import type { Belief } from './belief';
import { INTEG_BELIEFS } from './integ-beliefs';
import { STACK_BELIEFS } from './stack-beliefs';
import { STATE_BELIEFS } from './state-beliefs';
import type { Section } from '../documents/section';

export const BELIEFS_PAGE = 'docs/beliefs.md';
export const NOT_YET_SEEN = 'not yet seen on AWS';

/** All beliefs of the table, in its order. */
const BELIEFS: readonly Belief[] = [DEFINITIONS_BELIEF, ...STATE_BELIEFS, ...STACK_BELIEFS, ...INTEG_BELIEFS];

/** The table of beliefs in the documentation. `seen` has what was seen, by the id of the belief; the others keep what the page says. */
export function beliefsSection(page: string, seen: ReadonlyMap<string, string> = new Map()): Section {
  const before = seenBefore(page);
  const rows = BELIEFS.map(({ id, belief, source, breaks }) => (
    `| ${id} | ${belief} | ${source} | ${breaks} | ${seen.get(id) ?? before.get(id) ?? NOT_YET_SEEN} |`
  ));
  const content = ['', '| | belief | why | what would break | seen |', '| --- | --- | --- | --- | --- |', ...rows, ''].join('\n');
  return { file: BELIEFS_PAGE, name: 'beliefs', by: 'npm run verify:aws', content };
}

/** The last column of the page's table, by the id of the belief. */
function seenBefore(page: string): Map<string, string> {
  return new Map([...page.matchAll(/^\| ([\w-]+) \|.* \| ([^|]*) \|$/gm)].map(([, id, seen]) => [id, seen]));
}
