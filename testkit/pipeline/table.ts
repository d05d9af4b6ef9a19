import { DescribeTableCommand, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, DynamoDBClient, ScanCommandInput } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** The table of a deployed pipeline. */
export class Table {
  constructor(private readonly dynamodb: DynamoDBClient, public readonly name: string) {}

  /** All items, in an order that is the same for the same items. */
  public async items(): Promise<Item[]> {
    const items: Item[] = [];
    for await (const { Items = [] } of this.scan({})) items.push(...Items);
    return items.map((item) => [JSON.stringify(item), item] as const).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }

  public async count(): Promise<number> {
    let count = 0;
    for await (const page of this.scan({ Select: 'COUNT' })) count += page.Count ?? 0;
    return count;
  }

  /** The number of items from DescribeTable. It is exact in the emulator; DynamoDB updates it about every six hours. */
  public async approximateCount(): Promise<number> {
    const { Table: table } = await this.dynamodb.send(new DescribeTableCommand({ TableName: this.name }));
    return table?.ItemCount ?? 0;
  }

  /** The item with the shortest JSON among the first 50; undefined if the table is empty. */
  public async shortItem(): Promise<Item | undefined> {
    for await (const { Items = [] } of this.scan({ Limit: 50 })) return Items.sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)[0];
    return undefined;
  }

  /** Stores an item without the pipeline. */
  public async put(item: Item): Promise<void> {
    await this.dynamodb.send(new PutItemCommand({ TableName: this.name, Item: item }));
  }

  private scan(options: Partial<ScanCommandInput>) {
    return paginateScan({ client: this.dynamodb }, { TableName: this.name, ConsistentRead: true, ...options });
  }
}
