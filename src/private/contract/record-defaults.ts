import type { RecordOptions } from './names';

/** The spellings of an order's number that are understood without configuration. */
const ORDER_ID_SPELLINGS = ['OrderId', 'orderId', 'order_id', 'order-id', 'orderID', 'OrderID'];

/** Where things are in a file of which nothing else is said. No CDK here: the command-line tool takes it too. */
export const DEFAULT_RECORD_OPTIONS: RecordOptions = {
  recordsPointer: '/orders',
  tableKey: [{ name: 'orderId', type: 'S', pointers: ORDER_ID_SPELLINGS.map((spelling) => `/order-info/${spelling}`) }],
};
