import type { AttributeValue, TransactWriteItem, WriteRequest } from '@aws-sdk/client-dynamodb';
import { BatchGetItemCommand, BatchWriteItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Row, RowKey } from './rows';
import { HISTORY_KEY } from '../../../src/private/contract/messages';
import { chunks } from '../chunks';
import type { Clock } from '../clock';
import { concurrently } from '../concurrently';
import type { Pipeline } from '../pipeline';

/** Rows in one call of DynamoDB, at most. */
const READ_BATCH = 100;
const WRITE_BATCH = 25;
const MAX_CALLS = 16;
/** DynamoDB refuses a part of a batch while the table throttles, or a transaction while another one has the row. */
const ATTEMPTS = 12;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;

/** What a row must be for a write to happen: absent, or one with these members. Any of them will do. */
export type Expected = ReadonlyArray<'absent' | Readonly<Record<string, string | null>>>;

/** A write of a transaction. Without `expected`, whatever is there. */
export type Write = { readonly put: Row; readonly expected?: Expected } | { readonly delete: RowKey; readonly expected?: Expected };

export interface RowQuery {
  /** How sort keys start. */
  readonly prefix?: string;
  readonly limit?: number;
  readonly descending?: boolean;
}

/** The table of the history, as the corrections use it. Every read sees every write before it. */
export class Ledger {
  constructor(private readonly dynamodb: Pipeline['aws']['dynamodb'], private readonly table: string, public readonly clock: Clock) {}

  /** The rows that are there, in any order. */
  public async get<R extends Row>(keys: readonly RowKey[]): Promise<R[]> {
    const pages = await concurrently(chunks(keys, READ_BATCH), MAX_CALLS, async (batch) => {
      const rows: R[] = [];
      let left: Record<string, AttributeValue>[] = batch.map((key) => marshall(key));
      await this.again(async () => {
        const { Responses = {}, UnprocessedKeys = {} } = await this.dynamodb.send(new BatchGetItemCommand({
          RequestItems: { [this.table]: { Keys: left, ConsistentRead: true } },
        }));
        rows.push(...(Responses[this.table] ?? []).map((item) => unmarshall(item) as R));
        left = UnprocessedKeys[this.table]?.Keys ?? [];
        return left.length === 0;
      });
      return rows;
    });
    return pages.flat();
  }

  /** The rows of a partition. */
  public async query<R extends Row>(partition: string, { prefix = '', limit = Infinity, descending = false }: RowQuery = {}): Promise<R[]> {
    const rows: R[] = [];
    let start: Record<string, AttributeValue> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.dynamodb.send(new QueryCommand({
        TableName: this.table,
        ConsistentRead: true,
        ScanIndexForward: !descending,
        Limit: Number.isFinite(limit) ? limit - rows.length : undefined,
        ExclusiveStartKey: start,
        KeyConditionExpression: prefix === '' ? '#partition = :partition' : '#partition = :partition AND begins_with(#sort, :prefix)',
        ExpressionAttributeNames: { '#partition': HISTORY_KEY.partition, ...(prefix === '' ? {} : { '#sort': HISTORY_KEY.sort }) },
        ExpressionAttributeValues: { ':partition': { S: partition }, ...(prefix === '' ? {} : { ':prefix': { S: prefix } }) },
      }));
      rows.push(...Items.map((item) => unmarshall(item) as R));
      start = LastEvaluatedKey;
    } while (start !== undefined && rows.length < limit);
    return rows;
  }

  /** Writes rows that nobody else writes. */
  public async putAll(rows: readonly Row[]): Promise<void> {
    await concurrently(chunks(rows, WRITE_BATCH), MAX_CALLS, async (batch) => {
      let left: WriteRequest[] = batch.map((row) => ({ PutRequest: { Item: item(row) } }));
      await this.again(async () => {
        const { UnprocessedItems = {} } = await this.dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [this.table]: left } }));
        left = UnprocessedItems[this.table] ?? [];
        return left.length === 0;
      });
    });
  }

  /** Writes all or nothing. False if a row is not as expected. */
  public async write(...writes: readonly Write[]): Promise<boolean> {
    let written = true;
    await this.again(async () => {
      try {
        await this.dynamodb.send(new TransactWriteItemsCommand({ TransactItems: writes.map((write) => this.transactItem(write)) }));
        return true;
      } catch (error) {
        const reasons = reasonsOf(error);
        if (reasons.includes('ConditionalCheckFailed')) {
          written = false;
          return true;
        }
        if (reasons.some((reason) => PASSING.has(reason))) return false;
        throw error;
      }
    });
    return written;
  }

  private transactItem(write: Write): TransactWriteItem {
    const condition = write.expected === undefined ? {} : conditionOf(write.expected);
    return 'put' in write
      ? { Put: { TableName: this.table, Item: item(write.put), ...condition } }
      : { Delete: { TableName: this.table, Key: marshall(write.delete), ...condition } };
  }

  private async again(attempt: () => Promise<boolean>): Promise<void> {
    for (let number = 1; !await attempt(); number++) {
      if (number === ATTEMPTS) throw new Error(`DynamoDB did not take all of a request to the table ${this.table} in ${ATTEMPTS} attempts: wait, and run the command again`);
      await this.clock.sleep(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** number));
    }
  }
}

/** Reasons of a cancelled transaction that pass by themselves. */
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded', 'TransactionInProgress']);

function reasonsOf(error: unknown): string[] {
  const { name, CancellationReasons = [] } = error as { readonly name: string; readonly CancellationReasons?: { readonly Code?: string }[] };
  if (name === 'TransactionCanceledException') return CancellationReasons.map(({ Code = 'None' }) => Code);
  return [name.replace(/Exception$/, '')];
}

const item = (row: Row): Record<string, AttributeValue> => marshall(row);

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

function conditionOf(expected: Expected): Condition {
  const names: Record<string, string> = {};
  const values: Record<string, AttributeValue> = {};
  const alternatives = expected.map((row, number) => {
    if (row === 'absent') {
      names['#partition'] = HISTORY_KEY.partition;
      return 'attribute_not_exists(#partition)';
    }
    const members = Object.entries(row).map(([name, value]) => {
      names[`#${name}`] = name;
      values[`:${name}${number}`] = value === null ? { NULL: true } : { S: value };
      return `#${name} = :${name}${number}`;
    });
    return `(${members.join(' AND ')})`;
  });
  return {
    ConditionExpression: alternatives.join(' OR '),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
}
