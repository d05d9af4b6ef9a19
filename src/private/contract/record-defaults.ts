import type { OwnAttributes, RecordOptions } from './names';

/** Spellings of the order ID that a pipeline understands without configuration. */
const ORDER_ID_SPELLINGS = ['OrderId', 'orderId', 'order_id', 'order-id', 'orderID', 'OrderID'];

/** The names are short because an item of more than 1 KB costs a second write unit. */
export const DEFAULT_ATTRIBUTES: OwnAttributes = { contentHash: '_contentHash', source: '_source' };
export const DEFAULT_VERSION_ATTRIBUTE = '_version';

/** Where a pipeline without configuration finds records and their table keys. */
export const DEFAULT_RECORD_OPTIONS: RecordOptions = {
  recordsPointer: '/orders',
  tableKey: [{ name: 'orderId', type: 'S', pointers: ORDER_ID_SPELLINGS.map((spelling) => `/order-info/${spelling}`) }],
  attributes: DEFAULT_ATTRIBUTES,
  version: null,
};
