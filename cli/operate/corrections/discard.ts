import type { NotSent } from './corrections';
import type { Journal, Taken } from './journal';
import { hasEnded, isFree } from './journal';
import type { StateRow } from './rows';
import { stateKey } from './rows';
import type { Settler } from './settle';
import { UNSETTLED, whoHas } from './taken';
import { chunks } from '../chunks';
import { concurrently } from '../concurrently';
import type { Letter } from '../dead-letters/message';
import type { Pipeline } from '../pipeline';

const MAX_DISCARDS = 16;
/** The messages are kept before anything is noted as discarded, and so many of them are in memory twice. */
const CHUNK = 1_000;

export interface DiscardResult {
  readonly discarded: number;
  readonly notDiscarded: readonly NotSent[];
}

/** Notes dead letters as discarded. The next sweep deletes their messages, which are kept in the history. */
export async function discardLetters(
  { operator }: Pick<Pipeline, 'operator'>, journal: Journal, settler: Settler, letters: readonly Letter[], why: string,
): Promise<DiscardResult> {
  const notDiscarded: NotSent[] = [];
  let discarded = 0;
  const unsettled = await settler.settleAnswered(letters);
  for (const chunk of chunks(letters, CHUNK)) {
    const claims = await journal.claims(chunk.map(({ id }) => id));
    const free = chunk.filter((letter) => {
      const message = unsettled.has(letter.id) ? UNSETTLED : whyTaken(letter, claims.get(letter.id));
      if (message !== null) notDiscarded.push({ letter, why: 'taken', message });
      return message === null;
    });
    await journal.putAll(free.map((letter) => journal.messageRow(letter)));
    const done = await concurrently(free, MAX_DISCARDS, async (letter) => discardLetter(journal, letter, claims.get(letter.id)?.row, operator, why));
    discarded += done.filter(Boolean).length;
    const taken = free.filter((_, number) => !done[number]);
    const holders = await journal.taken(taken.map(({ id }) => id));
    notDiscarded.push(...taken.map((letter) => ({ letter, why: 'taken' as const, message: whoHas(holders.get(letter.id)) })));
  }
  return { discarded, notDiscarded };
}

/** Null if nobody has it, or if it is a new failure of a file that was discarded before. */
function whyTaken(letter: Letter, claim: Taken | undefined): string | null {
  if (claim === undefined || isFree(claim.row, claim.correction)) return null;
  return claim.row.status === 'discarded' && !hasEnded(claim.row, letter, letter.message) ? null : whoHas(claim);
}

async function discardLetter(journal: Journal, letter: Letter, left: StateRow | undefined, who: string, why: string): Promise<boolean> {
  const letterId = letter.id;
  const when = journal.clock.now().toISOString();
  const row: StateRow = {
    ...stateKey(letterId),
    letterId,
    status: 'discarded',
    correctionId: null,
    index: null,
    answer: null,
    who,
    why,
    when,
    messageSent: letter.message.sent.toISOString(),
    sending: null,
    expires: journal.expires,
  };
  const before = left === undefined ? 'absent' : { status: left.status, when: left.when };
  const step = journal.trailRow({ letterId, when, who, what: 'discarded', why, correctionId: null, file: null, answer: null });
  return journal.write({ put: row, expected: [before, { status: 'discarded', when, who }] }, { put: step });
}
