import type { Order } from './order';
import { isOrder, keyOf } from './order';

/** Gives an order and its key back, or raises. */
export async function handler(record: unknown): Promise<{ orderId: string; order: Order }> {
  if (!isOrder(record)) throw new Error('Invalid order: contact-info and order-info are required');
  return { orderId: keyOf(record)!, order: record };
}
