import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, Step } from './corpus';
import type { Fates } from './judge';
import { judge } from './judge';
import type { DeployedRival } from '../deployed-rival';
import type { DeployedRivals } from '../deployed-rivals';
import { inTurns } from '../in-turns';
import type { LoadResult } from '../load/load';
import { resultOf } from '../load/load';
import type { Metered } from '../meter';
import type { Rival, RivalId } from '../rivals';

export interface TrustResult {
  readonly rival: RivalId;
  readonly case: string;
  readonly name: string;
  readonly records: number;
  readonly fates: Fates;
}

/** S3's clock counts seconds: two uploads of one order are at least one apart. */
const BETWEEN_STEPS_MS = 1_100;
const TIMEOUT_MS = 1_800_000;

/** A queue may deliver a message again after these seconds: later than the function takes for it. */
const SHORTEST_SECONDS = 3;
const LONGEST_SECONDS = 900;
const MANY_RECORDS = 1_000;

/** Feeds an alternative with a case of the corpus, and says what became of the records; and how long it took, where that is asked for. */
export async function measureTrust(
  deployed: DeployedRivals, rival: Rival, one: Case,
): Promise<{ readonly result: TrustResult; readonly load?: LoadResult }> {
  const client = deployed.rival(rival.id, { updates: one.updates });
  await client.beginAfresh(one.records.length > MANY_RECORDS ? LONGEST_SECONDS : SHORTEST_SECONDS);
  const before = await client.table.approximateCount();
  const began = Date.now();
  const metered = await feed(deployed, client, one);
  const stored = await client.table.approximateCount() - before;
  const fates = await fatesOf(deployed, client, one);
  return {
    result: { rival: rival.id, case: one.id, name: one.name, records: one.records.length, fates },
    load: one.load && resultOf(rival.id, one.load, { began, stored, metered }),
  };
}

async function feed(deployed: DeployedRivals, rival: DeployedRival, { steps, faults = {} }: Case): Promise<Metered[]> {
  const metered: Metered[] = [];
  await deployed.during(faults, async () => {
    for (const [i, step] of steps.entries()) {
      if (i > 0) await sleep(BETWEEN_STEPS_MS);
      await inTurns(step, async (one) => doStep(rival, one));
      for (const recorded of await rival.untilQuiet(TIMEOUT_MS)) metered.push(recorded);
    }
  });
  return metered;
}

async function fatesOf(deployed: DeployedRivals, rival: DeployedRival, { records }: Case): Promise<Fates> {
  const left = { items: await rival.table.items(), deadLetters: await rival.queue.takeAll(), failedInputs: await rival.failedInputs(), logs: '' };
  const fates = judge(records, left);
  // The logs of all that has run are long, and are not needed where no record is missing.
  return fates.lost + fates.traced === 0 ? fates : judge(records, { ...left, logs: await deployed.logs() });
}

async function doStep(rival: DeployedRival, step: Step): Promise<void> {
  await ('put' in step ? rival.put(step.put, step.body) : rival.deliverAgain(step.again));
}
