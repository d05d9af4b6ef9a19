import { join } from 'node:path';
import { z } from 'zod';
import type { DataSet } from './data-set';
import { EXAMPLES, readFile } from './files';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { RecordSchema } from '../../src/record-schema';

/** What a pipeline takes without any props. */
export function onlineRetail(): DataSet {
  return {
    name: 'online-retail',
    bytes: readFile(join(EXAMPLES, 'online-retail-orders.json.gz')),
    options: DEFAULT_RECORD_OPTIONS,
    schema: RecordSchema.contactAndOrder()._schema,
    zod: z.looseObject({ 'contact-info': z.looseObject({}), 'order-info': z.looseObject({}) }),
    wrapper: 'orders',
  };
}
