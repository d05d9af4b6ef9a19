import type { Around, World } from './world';
import type { Corrections } from '../../../../cli/operate/corrections/corrections';
import { createCorrections } from '../../../../cli/operate/corrections/corrections';
import type { QueueContents } from '../../../../cli/operate/dead-letters/message';
import { createDeadLetterQueue } from '../../../../cli/operate/dead-letters/queue';

/** Somebody with the tool. */
export interface Operator extends Corrections {
  read(): Promise<QueueContents>;
}

export function operator(world: World, name = 'arn:ada', around?: Around): Operator {
  const pipeline = world.pipeline(name, around);
  const queue = createDeadLetterQueue(pipeline, world.clock);
  const corrections = createCorrections(pipeline, { files: world.filesOf, clock: world.clock });
  return Object.assign(corrections, { read: async () => queue.read() });
}

/** A record that the schema rejects; `corrected` makes it right. */
export const wrong = (id: string, more = ''): string => `{"id":"${id}","qty":"1"${more}}`;
export const corrected = (text: string): string => text.replace('"qty":"1"', '"qty":1');

export const file = (...records: string[]): string => `{"orders":[${records.join(',')}]}`;

/** Corrects all that can be corrected. */
export async function correctAll(who: Operator, correct = corrected) {
  const { letters } = await who.read();
  return who.send(letters.map((letter) => ({ letter, before: letter.deadLetter.record ?? '', after: correct(letter.deadLetter.record ?? '') })), { why: 'qty is a number' });
}

export const FOREVER = { waitMs: 60_000 };
