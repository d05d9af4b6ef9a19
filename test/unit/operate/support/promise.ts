import type { World } from './world';
import { unpack } from '../../../../cli/operate/corrections/packed';
import { letterId } from '../../../../cli/operate/dead-letters/letter-id';
import type { DeadLetter } from '../../../../src/private/contract/messages';

const idIn = (record: string | null): string | null => (record === null ? null : /"id":"([^"]*)"/.exec(record)![1]);

/** A dead letter that was in the queue once. */
export interface Known {
  readonly letterId: string;
  /** The table key of its record; null if it is about several records or a file. */
  readonly id: string | null;
}

/** The dead letters of the pipeline that are in the queue. */
function lettersIn(world: World): Known[] {
  return world.queue.bodies().flatMap((body) => parse(body) ?? []).map((letter) => ({ letterId: letterId(letter), id: idIn(letter.record) }));
}

function parse(body: string): DeadLetter | undefined {
  try {
    const letter = JSON.parse(body) as Partial<DeadLetter>;
    return letter.version === '1' && letter.pipeline === 'Sales' && letter.source !== undefined ? letter as DeadLetter : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What was not kept of the promise: each dead letter that was ever in the queue is there, or its record is in the table, or the dead letter
 * that answers it is known, or it is discarded and its message is kept.
 */
export function broken(world: World, ever: ReadonlyMap<string, Known>): string[] {
  const there = new Set(lettersIn(world).map((known) => known.letterId));
  const items = new Map(world.orders.all().map((item) => [item.orderId.S!, item]));
  const replaces = world.entry.duplicatePolicy === 'OVERWRITE';
  return [...ever.values()].flatMap(({ letterId: id, id: key }) => {
    if (there.has(id)) return [];
    const partition = { S: `letter#${id}` };
    const state = world.history.get({ day: partition, upload: { S: 'state' } });
    const message = world.history.get({ day: partition, upload: { S: 'message' } });
    const kept = message !== undefined && letterId(JSON.parse(unpack(message.body.B!)) as DeadLetter) === id;
    const status = state?.status.S;
    if ((status === 'discarded' || status === 'restoring') && kept) return [];
    if (status === 'rejected') {
      const answer = state!.answer.S!;
      return ever.has(answer) ? [] : [`${id} is rejected, but its answer ${answer} was never there`];
    }
    const item = items.get(key ?? '');
    if (status === 'repeated' || status === 'superseded') return item !== undefined ? [] : [`${id} is ${status}, but ${key} is not in the table`];
    if (status === 'stored') {
      const source = `in/corrections/${state!.correctionId.S!}.json#${state!.index.N!}`;
      return item?._source.S === source || (item !== undefined && replaces) ? [] : [`${id} is stored, but the table has ${item?._source.S ?? 'nothing'} instead of ${source}`];
    }
    return [`${id} of the record ${key} is gone: ${status ?? 'no state'}`];
  });
}

/** Dead letters whose record is in more than one file of corrections, and files that are there twice. */
export function sentTwice(world: World): string[] {
  const files = world.objects.map(({ key }) => key).filter((key) => key.startsWith('in/corrections/'));
  const corrections = world.history.all().filter(({ day, key }) => day.S === 'correction' && files.includes(key.S!));
  const sent = [...files, ...corrections.flatMap(({ letterIds }) => letterIds.L!.map(({ S }) => S!))];
  return sent.filter((one, index) => sent.indexOf(one) < index);
}

/** Remembers every dead letter that it sees, and what was broken when. */
export class Witness {
  public readonly ever = new Map<string, Known>();
  public readonly broken: string[] = [];

  constructor(private readonly world: World) {
    this.look();
  }

  public readonly look = (): void => {
    for (const known of lettersIn(this.world)) this.ever.set(known.letterId, known);
    this.broken.push(...broken(this.world, this.ever));
  };
}
