import { isOrder, ordersOf } from './order';
import { putOrders } from './put-orders';
import { decoded, readObject } from './read-object';

interface S3Event {
  readonly Records: ReadonlyArray<{ readonly s3: { readonly bucket: { readonly name: string }; readonly object: { readonly key: string } } }>;
}

/** Loads each new file. Invalid orders are logged. */
export async function handler(event: S3Event): Promise<void> {
  for (const { s3: { bucket, object } } of event.Records) {
    const key = decoded(object.key);
    const records = ordersOf(await readObject(bucket.name, key));
    records.filter((record) => !isOrder(record)).forEach((record) => console.error('Invalid order', JSON.stringify({ key, record })));
    await putOrders(records.filter(isOrder));
  }
}
