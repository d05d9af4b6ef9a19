import type { World } from './world';
import { letterId } from '../../../../cli/operate/dead-letters/letter-id';
import { unpack } from '../../../../cli/operate/corrections/packed';
import type { DeadLetter } from '../../../../src/private/contract/messages';

const idIn = (record: string): string => /"id":"([^"]*)"/.exec(record)![1];

/** A dead letter that was in the queue once. */
export interface Known {
  readonly letterId: string;
  /** The table key of its record. */
  readonly id: string;
}

/** The dead letters of single records that are in the queue. */
export function lettersIn(world: World): Known[] {
  return world.queue.bodies().flatMap((body) => {
    const letter = parse(body);
    return letter === undefined || letter.record === null ? [] : [{ letterId: letterId(letter), id: idIn(letter.record) }];
  });
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
  const stored = new Set(world.orders.all().map(({ orderId }) => orderId.S!));
  const files = world.queue.bodies().flatMap((body) => parse(body) ?? []).filter(({ record }) => record === null);
  return [...ever.values()].flatMap(({ letterId: id, id: key }) => {
    if (there.has(id)) return [];
    const partition = { S: `letter#${id}` };
    const state = world.history.get({ day: partition, upload: { S: 'state' } });
    const message = world.history.get({ day: partition, upload: { S: 'message' } });
    const kept = message !== undefined && idIn(JSON.parse(unpack(message.body.B!)).record as string) === key;
    const status = state?.status.S;
    if ((status === 'discarded' || status === 'restoring') && kept) return [];
    if (status === 'rejected') {
      const answer = state!.answer.S!;
      const answered = ever.has(answer) || files.some((file) => letterId(file) === answer);
      return answered ? [] : [`${id} is rejected, but its answer ${answer} was never there`];
    }
    if (status === 'stored' || status === 'repeated' || status === 'superseded') return stored.has(key) ? [] : [`${id} is ${status}, but ${key} is not in the table`];
    return [`${id} of the record ${key} is gone: ${status ?? 'no state'}`];
  });
}

/** Records that are in more than one file of corrections. */
export function sentTwice(world: World): string[] {
  const texts = world.objects.filter(({ key }) => key.startsWith('in/corrections/')).flatMap(({ bytes }) => bytes.toString().split('\n').filter(Boolean));
  return texts.filter((text, index) => texts.indexOf(text) < index);
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
