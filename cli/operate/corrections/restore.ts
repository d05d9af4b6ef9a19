import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Journal } from './journal';
import { unpack } from './packed';
import type { MessageRow, StateRow } from './rows';
import { messageKey, openKey, stateKey } from './rows';
import type { Pipeline } from '../pipeline';

/**
 * Begins to put a discarded dead letter back into the queue. From then on, no sweep deletes its messages, and anybody can finish it.
 * False if it is not discarded.
 */
export async function beginRestore(journal: Journal, row: StateRow, who: string, why: string): Promise<boolean> {
  if (row.status === 'restoring') return true;
  if (row.status !== 'discarded') return false;
  const restoring: StateRow = { ...row, status: 'restoring', who, why, when: journal.clock.now().toISOString(), expires: journal.expires };
  return journal.write(
    { put: restoring, expected: [{ status: 'discarded', when: row.when }, { status: 'restoring', when: restoring.when }] },
    { put: journal.openRow('restore', row.letterId) },
  );
}

/**
 * Puts the message of a dead letter back into the queue, and forgets that it was discarded. If the process ends in between, the next one
 * sends the message again: twice the same message is the same dead letter.
 */
export async function putBack({ aws, entry }: Pick<Pipeline, 'aws' | 'entry'>, journal: Journal, letterId: string): Promise<boolean> {
  const row = (await journal.states([letterId])).get(letterId);
  const open = openKey({ what: 'restore', id: letterId });
  if (row?.status !== 'restoring') {
    await journal.write({ delete: open });
    return false;
  }
  const [message] = await journal.get<MessageRow>([messageKey(letterId)]);
  if (message === undefined) throw new Error(`The message of the dead letter ${letterId} has expired`);
  await aws.sqs.send(new SendMessageCommand({
    QueueUrl: entry.deadLetterQueue,
    MessageBody: unpack(message.body),
    MessageAttributes: Object.fromEntries(Object.entries(message.attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }])),
  }));
  const { who, why, when } = row;
  return journal.write(
    { delete: stateKey(letterId), expected: [{ status: 'restoring', when }] },
    { delete: open },
    { put: journal.trailRow({ letterId, when, who, what: 'restored', why, correctionId: null, file: null, answer: null }) },
  );
}
