import { DeployedRivals } from './deployed-rivals';
import type { Load, LoadResult } from './load/load';
import { isLoad, measureLoad } from './load/load';
import type { Plan } from './plan';
import { wouldTakeMs } from './plan';
import type { Rival, RivalId } from './rivals';
import { RIVALS } from './rivals';
import type { Machine } from '../machine';
import { machine, versionsOf } from '../machine';
import type { Case } from './trust/corpus';
import { corpus } from './trust/corpus';
import type { TrustResult } from './trust/trust';
import { measureTrust } from './trust/trust';

const PACKAGES = ['cdk-sales-data-pipeline', 'aws-cdk-lib', '@aws-lambda-powertools/batch', '@aws-lambda-powertools/parser', '@aws-sdk/client-dynamodb'];

export interface RivalResults extends Pick<Plan, 'corpus' | 'cases' | 'loads'> {
  readonly machine: Machine;
  readonly versions: Record<string, string>;
  readonly quick: boolean;
  /** Names of the alternatives, and what they are made of. */
  readonly rivals: ReadonlyArray<Pick<Rival, 'id' | 'name' | 'what'>>;
  readonly trust: readonly TrustResult[];
  readonly measured: readonly LoadResult[];
  /** What was not measured, because it takes too long. */
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly rival: RivalId;
  /** Of the corpus. */
  readonly case?: string;
  readonly load?: Load;
  readonly wouldTakeMs: number;
}

/** One measurement of one alternative. */
interface Stage {
  readonly name: string;
  readonly rival: Rival;
  readonly load?: Load;
  readonly one?: Case;
}

export interface Run {
  readonly plan: Plan;
  readonly quick: boolean;
  /** Until when there is time, in ms since 1970. */
  readonly deadline: number;
  /**
   * The results of a run that was ended early; what they have is not measured again.
   *
   * @default - everything is measured
   */
  readonly earlier?: RivalResults;
  progress(what: string): void;
  /** Gets the results so far after each measurement. */
  save(results: RivalResults): void;
}

/** A group of files for the functions, which then are as many as later files need at the same time. */
const WARM_UP: Load = { files: 16, recordsPerFile: 1, record: 'short' };

/** Deploys this package and what people use instead, feeds them, and returns what was seen. */
export async function measureRivals({ plan, quick, deadline, earlier, progress, save }: Run): Promise<RivalResults> {
  const trust = [...earlier?.trust ?? []];
  const measured = [...earlier?.measured ?? []];
  const skipped: Skipped[] = [];
  const { loads, cases } = plan;
  const results = (): RivalResults => ({
    machine: machine(),
    versions: versionsOf(PACKAGES),
    quick,
    corpus: plan.corpus,
    cases,
    loads,
    rivals: RIVALS.map(({ id, name, what }) => ({ id, name, what })),
    trust,
    measured,
    skipped,
  });
  const isDone = ({ rival: { id }, load, one }: Stage) => (one
    ? trust.some((result) => result.rival === id && result.case === one.id)
    : measured.some((result) => result.rival === id && isLoad(result, load!)));
  const stages = stagesOf(plan).filter((stage) => !isDone(stage));

  progress('deploying');
  const deployed = await DeployedRivals.of(RIVALS);
  try {
    if (plan.warmUp) {
      for (const rival of RIVALS) await measureLoad(deployed, rival, WARM_UP);
    }
    for (const [i, { name, rival, load, one }] of stages.entries()) {
      const size = load ?? one!.load;
      const ms = size && wouldTakeMs(measured, rival.id, size);
      const title = `${i + 1} of ${stages.length}, ${rival.name}: ${name}`;
      if (ms !== undefined && ms > Math.min(plan.longestMs, deadline - Date.now())) {
        progress(`${title}: left out, it would take ${Math.round(ms / 1_000)} s`);
        skipped.push({ rival: rival.id, case: one?.id, load: size, wouldTakeMs: ms });
      } else if (one) {
        progress(title);
        const { result, load: timed } = await measureTrust(deployed, rival, one);
        trust.push(result);
        if (timed) measured.push(timed);
      } else {
        progress(title);
        measured.push(await measureLoad(deployed, rival, load!));
      }
      save(results());
    }
    return results();
  } finally {
    await deployed.stop();
  }
}

/** The same measurement for every alternative, then the next one; what takes longest is last. */
function stagesOf({ corpus: size, cases, loads }: Plan): Stage[] {
  const corpora = RIVALS.map((rival) => corpus(rival, size).filter(({ id }) => cases?.includes(id) ?? true));
  const caseStages = corpora[0].map((_, index) => RIVALS.map((rival, k) => ({ rival, one: corpora[k][index], name: corpora[k][index].name })));
  const loadStages = loads.map(({ of, ...load }) => RIVALS.filter(({ id }) => of?.includes(id) ?? true)
    .map((rival) => ({ rival, load, name: `${load.files} × ${load.recordsPerFile} ${load.record} records` })));
  const isLarge = ([{ one }]: Stage[]) => one?.load !== undefined;
  return [...caseStages.filter((stages) => !isLarge(stages)), ...loadStages, ...caseStages.filter(isLarge)].flat();
}
