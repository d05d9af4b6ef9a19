import { marshall } from '@aws-sdk/util-dynamodb';
import { orderText } from '../../testkit/orders';

/** Makes records of 895 bytes. */
const ORDER_LINES = 7;
const SAMPLE = 1_000;

/** A million records in the format that DynamoDB's import reads, an item on each line. */
export function importGigabytes(): number {
  const lines = Array.from({ length: SAMPLE }, (_, number) => {
    const order = JSON.parse(orderText(number, { lines: ORDER_LINES })) as Record<string, unknown>;
    return JSON.stringify({ Item: marshall({ ...order, orderId: String(number) }) });
  });
  return lines.join('\n').length / SAMPLE * 1e6 / 1e9;
}
