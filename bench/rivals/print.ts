import { isLoad } from './load/load';
import type { RivalResults } from './measure';
import { FATES, FATE_NAMES } from './trust/judge';
import { table } from '../../cli/terminal/table';

/** The results as tables for a terminal. */
export function printed({ rivals, trust, measured }: RivalResults): string {
  const names = rivals.map(({ name }) => name);
  const loads = measured.filter((load, index) => measured.findIndex((one) => isLoad(one, load)) === index);
  const speed = loads.map((load) => [
    `${load.files} × ${load.recordsPerFile} ${load.record}`,
    ...rivals.map(({ id }) => {
      const one = measured.find((result) => result.rival === id && isLoad(result, load));
      if (!one) return 'not run';
      const { files, recordsPerFile } = load;
      return one.stored < files * recordsPerFile ? `${one.stored} stored` : `${Math.round(1_000 * one.stored / one.ms)}/s`;
    }),
  ]);
  const fates = FATES.map((fate) => [
    FATE_NAMES[fate],
    ...rivals.map(({ id }) => String(trust.filter(({ rival }) => rival === id).reduce((sum, { fates: counts }) => sum + counts[fate], 0))),
  ]);
  const rows = [['files × records', ...names], ...speed, names.map(() => '').concat(''), ['what became of the records', ...names], ...fates];
  return table(rows, rows[0].map((_, column) => ({ align: column === 0 ? 'left' : 'right' }))).join('\n');
}
