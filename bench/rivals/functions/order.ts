/** A record as the alternatives see it: what `JSON.parse` gives. */
export interface Order {
  readonly 'order-info': { readonly OrderId?: string; readonly orderId?: string; readonly order_id?: string };
  readonly 'contact-info': object;
}

/** The orders of a file that `JSON.parse` can read: those in `{"orders":[…]}` or in an array, or a single one. */
export function ordersOf(text: string): unknown[] {
  const file = JSON.parse(text) as { orders?: unknown[] } | unknown[];
  if (Array.isArray(file)) return file;
  return file.orders ?? [file];
}

export function isOrder(record: unknown): record is Order {
  const order = record as Partial<Order> | null;
  return isObject(order) && isObject(order['contact-info']) && isObject(order['order-info']) && keyOf(order as Order) !== undefined;
}

export function keyOf({ 'order-info': { OrderId, orderId, order_id } }: Order): string | undefined {
  return OrderId ?? orderId ?? order_id;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
