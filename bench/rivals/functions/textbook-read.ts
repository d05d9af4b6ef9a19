import { ordersOf } from './order';
import { readObject } from './read-object';

interface ObjectCreated {
  readonly detail: { readonly bucket: { readonly name: string }; readonly object: { readonly key: string } };
}

/** Gives the workflow the orders of a file. */
export async function handler({ detail: { bucket, object } }: ObjectCreated): Promise<{ orders: unknown[] }> {
  return { orders: ordersOf(await readObject(bucket.name, object.key)) };
}
