import { z } from 'zod';
import type { DataSet } from './data-set';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { RecordSchema } from '../../src/record-schema';
import { sampleFile } from '../../testkit/sample-files';

/** A file for a pipeline without props. */
export function onlineRetail(): DataSet {
  return {
    name: 'online-retail',
    bytes: sampleFile('online-retail-orders.json.gz'),
    options: DEFAULT_RECORD_OPTIONS,
    schema: RecordSchema.contactAndOrder()._schema,
    zod: z.looseObject({ 'contact-info': z.looseObject({}), 'order-info': z.looseObject({}) }),
    wrapper: 'orders',
  };
}
