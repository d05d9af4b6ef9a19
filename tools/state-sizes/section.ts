import type { WorstState } from './worst-states';
import { MAX_STATE_SIZE } from '../../src/private/contract/limits';
import type { Section } from '../documents/section';

const number = (value: number): string => value.toLocaleString('en-US');

/** The table of docs/design.md. */
export function stateSizesSection(states: readonly WorstState[]): Section {
  const rows = states.map(({ state, holds, bytes, tried }) => (
    `| \`${state}\` | ${holds} | ${number(bytes)} | ${number(MAX_STATE_SIZE - bytes)} | ${tried ? `${number(tried.bytes)}: ${tried.by}` : ''} |`
  ));
  return {
    file: 'docs/design.md',
    name: 'state-sizes',
    content: ['| state | holds | bytes at most | bytes to spare | tried, with records of |', '| --- | --- | ---: | ---: | --- |', ...rows].join('\n'),
  };
}
