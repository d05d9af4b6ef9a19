import { z } from 'zod';
import type { DataSet } from './data-set';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { readUncompressed } from '../../testkit/sample-files';

/** FoodMart's transactions: net.hydromatic:foodmart-data-json:0.4 on Maven Central, Apache-2.0. Too big for the repository. */
export function foodmart(path: string): DataSet {
  return {
    name: 'foodmart',
    bytes: readUncompressed(path),
    options: { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'id', type: 'S', pointers: ['/_id/$oid'] }] },
    schema: {
      type: 'object',
      required: ['_id', 'customer_transactions', 'customer'],
      properties: {
        _id: { type: 'object', required: ['$oid'], properties: { $oid: { type: 'string' } } },
        customer_transactions: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['product_name', 'unit_sales', 'store_sales'],
            properties: { product_name: { type: 'string' }, unit_sales: { type: 'number', minimum: 0 }, store_sales: { type: 'number' } },
          },
        },
        customer: { type: 'object' },
      },
    },
    zod: z.looseObject({
      _id: z.looseObject({ $oid: z.string() }),
      customer_transactions: z.array(z.looseObject({ product_name: z.string(), unit_sales: z.number().min(0), store_sales: z.number() })).min(1),
      customer: z.looseObject({}),
    }),
    wrapper: undefined,
  };
}
