import { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { isOrder } from './order';
import { putOrders } from './put-orders';

const sqs = new SQSClient();
const QueueUrl = process.env.QUEUE_URL!;
const MESSAGES = 10;

/** Puts the orders of a batch, and sends the others to the queue. */
export async function handler({ Items: records }: { Items: unknown[] }): Promise<{ invalid: number }> {
  await putOrders(records.filter(isOrder));
  const invalid = records.filter((record) => !isOrder(record));
  for (let i = 0; i < invalid.length; i += MESSAGES) {
    const Entries = invalid.slice(i, i + MESSAGES).map((record, id) => ({ Id: `${id}`, MessageBody: JSON.stringify({ reason: 'Invalid order', record }) }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
  return { invalid: invalid.length };
}
