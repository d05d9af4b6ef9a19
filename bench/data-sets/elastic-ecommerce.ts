import { z } from 'zod';
import type { DataSet } from './data-set';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { sampleFile } from '../../testkit/sample-files';

export function elasticEcommerce(): DataSet {
  return {
    name: 'elastic-ecommerce',
    bytes: sampleFile('elastic-ecommerce-orders.jsonl.gz'),
    options: { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'order_id', type: 'N', pointers: ['/order_id'] }] },
    schema: JSON.parse(sampleFile('elastic-ecommerce-schema.json').toString()) as object,
    zod: z.looseObject({
      order_id: z.int().min(1),
      customer_id: z.int(),
      email: z.string().regex(/^[^@]+@[^@]+$/u),
      order_date: z.iso.datetime({ offset: true }),
      products: z.array(z.looseObject({ sku: z.string(), quantity: z.int().min(1), price: z.number() })).min(1),
    }),
    wrapper: undefined,
  };
}
