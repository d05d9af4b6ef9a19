import type { Belief } from './beliefs';
import type { Section } from '../documents/section';

export const NOT_YET_SEEN = 'not yet seen on AWS';

/** The table of beliefs in the documentation. `seen` has what was seen, by the id of the belief. */
export function beliefsSection(beliefs: readonly Belief[], seen: ReadonlyMap<string, string> = new Map()): Section {
  const rows = beliefs.map(({ id, belief, usedBy }) => `| ${id} | ${belief} | ${usedBy} | ${seen.get(id) ?? NOT_YET_SEEN} |`);
  const content = ['', '| belief | in words | used by | seen |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
  return { file: 'docs/beliefs.md', name: 'beliefs', by: 'npm run verify:aws', content };
}
