import { z } from 'zod';
import type { DataSet } from './data-set';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { orderText } from '../../testkit/orders';

const ORDER_LINE = { 'item-id': z.string(), 'qty': z.int().min(1), 'price': z.number().min(0) };

/** `{"orders":[…]}` of about `size` bytes. */
export function synthetic(size: number): DataSet {
  const orders: string[] = [];
  for (let length = 0; length < size;) {
    const order = orderText(orders.length);
    orders.push(order);
    length += order.length + 1;
  }
  return {
    name: 'synthetic',
    bytes: Buffer.from(`{"orders":[${orders.join(',')}]}`),
    options: DEFAULT_RECORD_OPTIONS,
    schema: {
      type: 'object',
      required: ['contact-info', 'order-info'],
      properties: {
        'contact-info': { type: 'object', required: ['email'], properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' } } },
        'order-info': {
          type: 'object',
          required: ['OrderId', 'order-date', 'lines'],
          properties: {
            'OrderId': { type: 'string', minLength: 1 },
            'order-date': { type: 'string', format: 'date-time' },
            'lines': {
              type: 'array',
              minItems: 1,
              items: {
                type: 'object',
                required: ['item-id', 'qty', 'price'],
                properties: { 'item-id': { type: 'string' }, 'qty': { type: 'integer', minimum: 1 }, 'price': { type: 'number', minimum: 0 } },
              },
            },
          },
        },
      },
    },
    zod: z.looseObject({
      'contact-info': z.looseObject({ name: z.string().optional(), email: z.email() }),
      'order-info': z.looseObject({ 'OrderId': z.string().min(1), 'order-date': z.iso.datetime({ offset: true }), 'lines': z.array(z.looseObject(ORDER_LINE)).min(1) }),
    }),
    wrapper: 'orders',
  };
}
