import { DeployedRivals } from './deployed-rivals';
import type { Load, LoadResult } from './load/load';
import { measureLoad } from './load/load';
import type { Rival } from './rivals';
import { RIVALS } from './rivals';
import type { Machine } from '../machine';
import { machine, versionsOf } from '../machine';
import type { CorpusSize } from './trust/corpus';
import type { TrustResult } from './trust/trust';
import { measureTrust } from './trust/trust';

const PACKAGES = ['cdk-sales-data-pipeline', 'aws-cdk-lib', '@aws-lambda-powertools/batch', '@aws-lambda-powertools/parser', '@aws-sdk/client-dynamodb'];

export interface Plan {
  readonly corpus: CorpusSize;
  /**
   * Ids of the cases of the corpus.
   *
   * @default - all
   */
  readonly cases?: readonly string[];
  /** Measured one after the other. A load of one record is done once before, so that the functions are warm. */
  readonly loads: readonly Load[];
}

export interface RivalResults extends Plan {
  readonly machine: Machine;
  readonly versions: Record<string, string>;
  readonly quick: boolean;
  /** Names of the alternatives, and what they are made of. */
  readonly rivals: ReadonlyArray<Pick<Rival, 'id' | 'name' | 'what'>>;
  readonly trust: readonly TrustResult[];
  readonly measured: readonly LoadResult[];
}

const inOneFile = (recordsPerFile: number, record: Load['record'] = 'short'): Load => ({ files: 1, recordsPerFile, record });

const WARM_UP = inOneFile(1);

export const FULL: Plan = {
  corpus: { large: 20_000, smallFiles: 1_000 },
  loads: [
    ...[1, 100, 1_000, 10_000, 100_000].map((count) => inOneFile(count)),
    { files: 1_000, recordsPerFile: 1, record: 'short' },
    // The textbook workflow reads up to some 280 records of this size.
    ...[200, 1_000, 10_000, 20_000].map((count) => inOneFile(count, 'kilobyte')),
    { files: 100, recordsPerFile: 1, record: 'kilobyte' },
  ],
};

export const QUICK: Plan = {
  corpus: { large: 0, smallFiles: 0 },
  cases: ['invalid', 'names'],
  loads: [inOneFile(1_000), inOneFile(1, 'kilobyte')],
};

/** Deploys this package and what people use instead, feeds them, and returns what was seen. */
export async function measureRivals(plan: Plan, quick: boolean, progress: (what: string) => void): Promise<RivalResults> {
  progress('deploying');
  const deployed = await DeployedRivals.of(RIVALS);
  try {
    const trust: TrustResult[] = [];
    const measured: LoadResult[] = [];
    for (const rival of RIVALS) {
      await measureLoad(deployed, rival, WARM_UP);
      for (const load of plan.loads) {
        progress(`${rival.name}: ${load.files} × ${load.recordsPerFile} records`);
        measured.push(await measureLoad(deployed, rival, load));
      }
      trust.push(...await measureTrust(deployed, rival, plan, progress));
    }
    const names = RIVALS.map(({ id, name, what }) => ({ id, name, what }));
    return { machine: machine(), versions: versionsOf(PACKAGES), quick, ...plan, rivals: names, trust, measured };
  } finally {
    await deployed.stop();
  }
}
