import type { Load, LoadResult } from './load/load';
import type { RivalId } from './rivals';
import type { CorpusSize } from './trust/corpus';

export interface Plan {
  readonly corpus: CorpusSize;
  /**
   * Ids of the cases of the corpus.
   *
   * @default - all
   */
  readonly cases?: readonly string[];
  readonly loads: readonly PlannedLoad[];
  /** Loads a few files before, so that the functions are warm. */
  readonly warmUp: boolean;
  /** A measurement that would take longer, in ms, is left out. */
  readonly longestMs: number;
}

export interface PlannedLoad extends Load {
  /**
   * The alternatives that get it.
   *
   * @default - all
   */
  readonly of?: readonly RivalId[];
}

const inOneFile = (recordsPerFile: number, record: Load['record'] = 'short'): Load => ({ files: 1, recordsPerFile, record });

/** With the two large cases of the corpus, which are timed as well. */
export const FULL: Plan = {
  corpus: { large: 100_000, smallFiles: 10_000 },
  loads: [
    ...[1, 100, 1_000, 10_000].map((count) => inOneFile(count)),
    ...[100, 1_000].map((files) => ({ files, recordsPerFile: 1, record: 'short' as const })),
    // The textbook workflow reads up to some 280 records of this size. From 1,200 on, this package has several batches; at 8,000 none of
    // them reaches its minute on a slow machine, which would make a batch two executions.
    ...[200, 1_000, 4_000, 8_000].map((count) => inOneFile(count, 'kilobyte')),
    { files: 100, recordsPerFile: 1, record: 'kilobyte' },
  ],
  warmUp: true,
  longestMs: 6 * 60_000,
};

export const QUICK: Plan = {
  corpus: { large: 0, smallFiles: 0 },
  cases: ['names'],
  loads: [inOneFile(1, 'kilobyte'), { ...inOneFile(1_000), of: ['ours'] }],
  warmUp: false,
  longestMs: 60_000,
};

/** Below this number of records or files, most of the time is not theirs. */
const ENOUGH = 100;

/** How long a load would take, from the largest load of this kind that was measured before; undefined if there is none. */
export function wouldTakeMs(measured: readonly LoadResult[], rival: RivalId, load: Load): number | undefined {
  const inFiles = load.files > 1;
  const size = ({ files, recordsPerFile }: Load) => (inFiles ? files : recordsPerFile);
  const [largest] = measured.filter((one) => one.rival === rival && one.files > 1 === inFiles && size(one) >= ENOUGH)
    .sort((a, b) => size(b) - size(a));
  return largest && largest.ms * size(load) / size(largest);
}
