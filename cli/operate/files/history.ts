import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { HistoryRow } from '../../../src/private/contract/messages';
import { HISTORY_KEY, HISTORY_SHARDS, historyPartition } from '../../../src/private/contract/messages';
import { OperateError } from '../operate-error';
import type { Pipeline } from '../pipeline';

export const DAY_MS = 86_400_000;

export interface RowsQuery {
  /** The least value of the sort key: a time. */
  readonly from?: string;
  /** Newest first, and no more than so many. */
  readonly limit?: number;
  /** Attributes with exactly these values. */
  readonly where?: Partial<Pick<HistoryRow, 'status' | 'key'>>;
}

/** The rows of one pipeline in its history's table. */
export class History {
  private readonly table: string;

  constructor(private readonly pipeline: Pick<Pipeline, 'aws' | 'entry'>) {
    this.table = historyTable(pipeline);
  }

  /** The rows of a day (`2026-11-26`) of all shards. */
  public async ofDay(day: string, query: RowsQuery = {}): Promise<HistoryRow[]> {
    const shards = await Promise.all([...HISTORY_SHARDS].map(async (digit) => this.ofPartition(historyPartition(day, digit), query)));
    return shards.flat();
  }

  public async ofPartition(partition: string, { from, limit = Infinity, where = {} }: RowsQuery = {}): Promise<HistoryRow[]> {
    // A table that others have made may hold the history of several pipelines.
    const conditions = Object.entries({ ...where, pipeline: this.pipeline.entry.pipeline });
    const rows: HistoryRow[] = [];
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page = await this.pipeline.aws.dynamodb.send(new QueryCommand({
        TableName: this.table,
        KeyConditionExpression: `#partition = :partition${from === undefined ? '' : ' AND #sort >= :from'}`,
        FilterExpression: conditions.map(([name]) => `#${name} = :${name}`).join(' AND '),
        ExpressionAttributeNames: {
          '#partition': HISTORY_KEY.partition,
          ...(from === undefined ? {} : { '#sort': HISTORY_KEY.sort }),
          ...Object.fromEntries(conditions.map(([name]) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ':partition': { S: partition },
          ...(from === undefined ? {} : { ':from': { S: from } }),
          ...Object.fromEntries(conditions.map(([name, value]) => [`:${name}`, { S: value }])),
        },
        ConsistentRead: true,
        ScanIndexForward: false,
        ExclusiveStartKey: start,
      }));
      rows.push(...(page.Items ?? []).map((item) => unmarshall(item) as HistoryRow));
      start = page.LastEvaluatedKey;
    } while (start !== undefined && rows.length < limit);
    return rows.slice(0, limit);
  }
}

/** The name of the history's table, or why there is none. */
export function historyTable({ entry }: Pick<Pipeline, 'entry'>): string {
  if (entry.historyTable === null) {
    throw new OperateError('unsupported', `The pipeline ${entry.pipeline} has no history (historyEnabled: false), so nothing says what became of a file. `
      + 'Turn the history on and deploy the pipeline: files from then on are known.');
  }
  return entry.historyTable;
}

export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The newest first. */
export const byUpload = (a: HistoryRow, b: HistoryRow): number => (a.upload < b.upload ? 1 : a.upload > b.upload ? -1 : 0);
