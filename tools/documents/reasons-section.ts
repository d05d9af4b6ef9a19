import type { Section } from './section';
import type { Scope } from '../../src/private/contract/reasons';
import { REASONS } from '../../src/private/contract/reasons';

/** The subject of a reason's meaning. */
const SUBJECTS: { readonly [scope in Scope]: string } = {
  record: 'The record',
  shared: 'The records',
  insert: 'The record',
  validator: 'The record',
  file: 'The file',
  event: 'The event',
  workflow: 'The workflow',
};

/** The README's table of reasons. */
export function reasonsSection(): Section {
  const rows = Object.entries(REASONS).map(([reason, { scope, meaning, whatToDo }]) => (
    `| \`${reason}\` | ${SUBJECTS[scope]} ${meaning}. | ${whatToDo[0].toUpperCase()}${whatToDo.slice(1)}. |`
  ));
  return { file: 'README.md', name: 'reasons', content: ['| reason | meaning | what to do |', '| --- | --- | --- |', ...rows].join('\n') };
}
