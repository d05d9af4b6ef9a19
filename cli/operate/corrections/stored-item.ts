import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { SentRecord } from './rows';
import { parseDecimal } from '../../../lambda-src/engine/json/number';
import type { Pipeline } from '../pipeline';

/** Where a record was sent. */
export interface SentPlace {
  /** Object key of the correction. */
  readonly file: string;
  readonly index: number;
  /** The version that the upload gives the record; null if it gives none. */
  readonly uploadVersion: string | null;
}

/**
 * What the table says of a record: it is there from this correction (`stored`), it is there from elsewhere with the same content
 * (`repeated`), or a newer one is (`superseded`). Null if the table does not say: the record may still be on its way.
 */
export async function storedAs(
  { aws, entry }: Pick<Pipeline, 'aws' | 'entry'>, { key, contentHash, version }: SentRecord, { file, index, uploadVersion }: SentPlace,
): Promise<'stored' | 'repeated' | 'superseded' | null> {
  const { attributes, tableKey, versionAttribute } = entry;
  // Whoever may ask for these attributes may not be allowed to see the others.
  const names = [...tableKey.map(({ name }) => name), attributes.contentHash, attributes.source, versionAttribute].filter((name) => name !== null);
  const { Item } = await aws.dynamodb.send(new GetItemCommand({
    TableName: entry.table,
    Key: Object.fromEntries(tableKey.map(({ name, type }) => [name, type === 'N' ? { N: key[name] } : { S: key[name] }])),
    ConsistentRead: true,
    ProjectionExpression: names.map((_, number) => `#a${number}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name, number) => [`#a${number}`, name])),
  }));
  if (Item === undefined) return null;
  const hash = Item[attributes.contentHash]?.S;
  const here = Item[attributes.source]?.S === `${file}#${index}`;
  // Should the table know the place but not the content, somebody has replaced the file.
  if (here && (contentHash === null || hash === contentHash)) return 'stored';
  if (contentHash !== null && hash === contentHash) return 'repeated';
  const own = version ?? uploadVersion;
  const stored = versionAttribute === null ? undefined : numberOf(Item[versionAttribute]);
  return own !== null && stored !== undefined && isGreater(stored, own) ? 'superseded' : null;
}

const numberOf = (value: AttributeValue | undefined): string | undefined => value?.N;

/** Compares decimals. A JavaScript number has 15 digits. */
export function isGreater(left: string, right: string): boolean {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  const [signA, signB] = [a, b].map(({ negative, digits }) => (digits === '' ? 0 : negative ? -1 : 1));
  if (signA !== signB) return signA > signB;
  if (signA === 0) return false;
  const larger = a.magnitude === b.magnitude ? a.digits > b.digits : a.magnitude > b.magnitude;
  const same = a.magnitude === b.magnitude && a.digits === b.digits;
  return signA > 0 ? larger : !larger && !same;
}
