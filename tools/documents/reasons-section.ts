import type { Section } from './section';
import type { Reason, ReasonDescription } from '../../src/private/contract/reasons';
import { REASONS, sentenceOf } from '../../src/private/contract/reasons';

/** The README's table of reasons. */
export function reasonsSection(): Section {
  const rows = (Object.entries(REASONS) as Array<[Reason, ReasonDescription]>).map(([reason, { whatToDo }]) => (
    `| \`${reason}\` | ${sentenceOf(reason)}. | ${whatToDo[0].toUpperCase()}${whatToDo.slice(1)}. |`
  ));
  return { file: 'README.md', name: 'reasons', content: ['| reason | meaning | what to do |', '| --- | --- | --- |', ...rows].join('\n') };
}
