import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, Step } from './corpus';
import { corpus } from './corpus';
import type { Fates } from './judge';
import { judge } from './judge';
import type { DeployedRival } from '../deployed-rival';
import type { DeployedRivals } from '../deployed-rivals';
import type { Plan } from '../measure';
import type { Rival, RivalId } from '../rivals';

export interface TrustResult {
  readonly rival: RivalId;
  readonly case: string;
  readonly name: string;
  readonly records: number;
  readonly fates: Fates;
}

/** Uploads at the same time at most. */
const AT_ONCE = 20;
/** S3's clock counts seconds: two uploads of one order are at least one apart. */
const BETWEEN_STEPS_MS = 1_100;

/** A queue may deliver a message again after these seconds: later than the function takes for it. */
const SHORTEST_SECONDS = 3;
const LONGEST_SECONDS = 900;
const MANY_RECORDS = 1_000;

/** Feeds an alternative with the corpus, case by case, and says what became of the records. */
export async function measureTrust(
  deployed: DeployedRivals, rival: Rival, { corpus: size, cases }: Pick<Plan, 'corpus' | 'cases'>, progress: (what: string) => void,
): Promise<TrustResult[]> {
  const results: TrustResult[] = [];
  for (const one of corpus(rival, size).filter(({ id }) => cases?.includes(id) ?? true)) {
    progress(`${rival.name}: ${one.name}`);
    const fates = await feed(deployed, deployed.rival(rival.id, { updates: one.updates }), one);
    results.push({ rival: rival.id, case: one.id, name: one.name, records: one.records.length, fates });
  }
  return results;
}

async function feed(deployed: DeployedRivals, rival: DeployedRival, { steps, records, faults = {} }: Case): Promise<Fates> {
  await rival.beginAfresh(records.length > MANY_RECORDS ? LONGEST_SECONDS : SHORTEST_SECONDS);
  await deployed.during(faults, async () => {
    for (const [i, step] of steps.entries()) {
      if (i > 0) await sleep(BETWEEN_STEPS_MS);
      await all(step, async (one) => doStep(rival, one));
      await rival.untilQuiet();
    }
  });
  return judge(records, {
    items: await rival.table.items(),
    deadLetters: await rival.queue.takeAll(),
    logs: await deployed.logs(),
    failedInputs: await rival.failedInputs(),
  });
}

async function doStep(rival: DeployedRival, step: Step): Promise<void> {
  await ('put' in step ? rival.put(step.put, step.body) : rival.deliverAgain(step.again));
}

async function all<T>(values: readonly T[], run: (value: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < values.length; i += AT_ONCE) await Promise.all(values.slice(i, i + AT_ONCE).map(run));
}
