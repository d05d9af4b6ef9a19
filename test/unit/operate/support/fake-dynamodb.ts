import type {
  AttributeValue, BatchGetItemCommandInput, BatchGetItemCommandOutput, BatchWriteItemCommandInput, GetItemCommandInput, QueryCommandInput,
  TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

interface Condition {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

const MAX_ITEM_SIZE = 400_000;

/** One table, with the few calls and the few forms of expressions that the tool uses. */
export class FakeTable {
  private readonly items = new Map<string, Item>();
  constructor(private readonly keyNames: readonly string[]) {}

  public all(): Item[] {
    return [...this.items.values()];
  }

  public put(item: Item): void {
    if (JSON.stringify(item).length > 3 * MAX_ITEM_SIZE) throw named('ValidationException', 'the item is too large');
    this.items.set(this.idOf(item), item);
  }

  public remove(key: Item): void {
    this.items.delete(this.idOf(key));
  }

  public get(key: Item): Item | undefined {
    return this.items.get(this.idOf(key));
  }

  public getItem({ Key, ProjectionExpression, ExpressionAttributeNames = {} }: GetItemCommandInput): { Item?: Item } {
    const item = this.get(Key!);
    if (item === undefined) return {};
    const names = ProjectionExpression!.split(', ').map((placeholder) => ExpressionAttributeNames[placeholder]);
    return { Item: Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name))) };
  }

  public batchGet(table: string, { RequestItems }: BatchGetItemCommandInput): Partial<BatchGetItemCommandOutput> {
    const keys = RequestItems![table].Keys!;
    if (keys.length === 0 || keys.length > 100) throw named('ValidationException', `${keys.length} keys`);
    if (new Set(keys.map((key) => this.idOf(key))).size < keys.length) throw named('ValidationException', 'duplicate keys');
    // A part of a large batch is left over.
    const done = keys.length > 60 ? keys.slice(0, 60) : keys;
    const left = keys.slice(done.length);
    return {
      Responses: { [table]: done.map((key) => this.get(key)).filter((item) => item !== undefined) },
      UnprocessedKeys: left.length > 0 ? { [table]: { Keys: left } } : {},
    };
  }

  public batchWrite(table: string, { RequestItems }: BatchWriteItemCommandInput): object {
    const requests = RequestItems![table];
    if (requests.length === 0 || requests.length > 25) throw named('ValidationException', `${requests.length} requests`);
    const done = requests.length > 20 ? requests.slice(0, 20) : requests;
    done.forEach(({ PutRequest }) => this.put(PutRequest!.Item!));
    const left = requests.slice(done.length);
    return { UnprocessedItems: left.length > 0 ? { [table]: left } : {} };
  }

  public query({ ExpressionAttributeValues, ScanIndexForward = true, Limit = 40, ExclusiveStartKey }: QueryCommandInput): object {
    const [partition, sort] = this.keyNames;
    const { ':partition': wanted, ':prefix': prefix } = ExpressionAttributeValues!;
    const found = this.all()
      .filter((item) => item[partition].S === wanted.S && item[sort].S!.startsWith(prefix?.S ?? ''))
      .sort((a, b) => (a[sort].S! < b[sort].S! ? -1 : 1) * (ScanIndexForward ? 1 : -1));
    const start = ExclusiveStartKey === undefined ? 0 : found.findIndex((item) => this.idOf(item) === this.idOf(ExclusiveStartKey)) + 1;
    const page = found.slice(start, start + Limit);
    const more = start + Limit < found.length;
    return { Items: page, LastEvaluatedKey: more ? this.keyOf(page[page.length - 1]) : undefined };
  }

  public transact({ TransactItems }: TransactWriteItemsCommandInput): object {
    const fails = TransactItems!.map(({ Put, Delete }) => {
      const condition: Condition = (Put ?? Delete)!;
      return condition.ConditionExpression !== undefined && !holds(condition, this.get(Put?.Item ?? Delete!.Key!));
    });
    if (fails.includes(true)) {
      throw Object.assign(named('TransactionCanceledException', 'cancelled'), { CancellationReasons: fails.map((failed) => ({ Code: failed ? 'ConditionalCheckFailed' : 'None' })) });
    }
    for (const { Put, Delete } of TransactItems!) {
      if (Put) this.put(Put.Item!);
      if (Delete) this.items.delete(this.idOf(Delete.Key!));
    }
    return {};
  }

  private idOf(key: Item): string {
    return JSON.stringify(this.keyNames.map((name) => key[name].S ?? key[name].N));
  }

  private keyOf(item: Item): Item {
    return Object.fromEntries(this.keyNames.map((name) => [name, item[name]]));
  }
}

/** Alternatives, each `attribute_not_exists(#x)` or `(#a = :a AND #b = :b)`. */
function holds({ ConditionExpression, ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Condition, item: Item | undefined): boolean {
  const used = new Set<string>();
  const value = ConditionExpression!.split(' OR ').map((alternative) => {
    if (alternative.startsWith('attribute_not_exists(')) return item === undefined;
    return alternative.replace(/^\(|\)$/g, '').split(' AND ').map((comparison) => {
      const [name, wanted] = comparison.split(' = ');
      used.add(wanted);
      if (!(wanted in ExpressionAttributeValues) || !(name in ExpressionAttributeNames)) throw named('ValidationException', comparison);
      return item !== undefined && JSON.stringify(item[ExpressionAttributeNames[name]]) === JSON.stringify(ExpressionAttributeValues[wanted]);
    }).every(Boolean);
  }).some(Boolean);
  if (used.size < Object.keys(ExpressionAttributeValues).length) throw named('ValidationException', 'unused values');
  return value;
}

export function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
