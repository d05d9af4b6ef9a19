import type { RecordOptions } from './names';

/** Spellings of the order ID that a pipeline understands without configuration. */
const ORDER_ID_SPELLINGS = ['OrderId', 'orderId', 'order_id', 'order-id', 'orderID', 'OrderID'];

/** Where a pipeline without configuration finds records and their table keys. */
export const DEFAULT_RECORD_OPTIONS: RecordOptions = {
  recordsPointer: '/orders',
  tableKey: [{ name: 'orderId', type: 'S', pointers: ORDER_ID_SPELLINGS.map((spelling) => `/order-info/${spelling}`) }],
};
