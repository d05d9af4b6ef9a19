import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Load, LoadResult } from '../../bench/rivals/load/load';
import { isLoad } from '../../bench/rivals/load/load';
import type { RivalResults } from '../../bench/rivals/measure';
import type { RivalId } from '../../bench/rivals/rivals';
import type { Fates } from '../../bench/rivals/trust/judge';
import { FATES } from '../../bench/rivals/trust/judge';
import { ROOT } from '../root';

/** The results of the last full run of `npm run bench -- --rivals`. */
export function rivalResults(): RivalResults {
  return JSON.parse(readFileSync(join(ROOT, 'bench', 'results', 'rivals.json'), 'utf8')) as RivalResults;
}

/** Cases with many records, of which nothing is difficult but their number. */
const OF_SIZE = ['large', 'small'];

/** What became of the difficult records of the corpus, as shares of 1. */
export function sharesOfDifficult({ trust }: RivalResults, rival: RivalId): Fates {
  const difficult = trust.filter((one) => one.rival === rival && !OF_SIZE.includes(one.case));
  const all = difficult.reduce((sum, { records }) => sum + records, 0);
  return Object.fromEntries(FATES.map((fate) => [fate, difficult.reduce((sum, { fates }) => sum + fates[fate], 0) / all])) as unknown as Fates;
}

/** Number of the difficult records. */
export function difficultRecords({ trust, rivals: [{ id }] }: RivalResults): number {
  return trust.filter((one) => one.rival === id && !OF_SIZE.includes(one.case)).reduce((sum, { records }) => sum + records, 0);
}

/** The load of this size, if all of its records were stored. */
export function complete({ measured }: RivalResults, rival: RivalId, load: Load): LoadResult | undefined {
  return measured.find((one) => one.rival === rival && isLoad(one, load) && one.stored === one.files * one.recordsPerFile);
}

/** How long a load would take, in ms, if it was left out because of that. */
export function leftOut({ skipped }: RivalResults, rival: RivalId, load: Load): number | undefined {
  return skipped.find((one) => one.rival === rival && one.load && isLoad(one.load, load))?.wouldTakeMs;
}

/** The loads of short records that this package was measured with, from the smallest file on. */
export function shortLoads({ measured, rivals: [{ id }] }: RivalResults): LoadResult[] {
  return measured.filter(({ rival, record }) => rival === id && record === 'short')
    .sort((a, b) => a.files - b.files || a.recordsPerFile - b.recordsPerFile);
}
