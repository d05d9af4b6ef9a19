import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { ListObjectVersionsCommandOutput, ObjectVersion, S3Client } from '@aws-sdk/client-s3';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { HistoryRow } from '../../src/private/contract/messages';
import { HISTORY_KEY, HISTORY_SHARDS, historyPartition } from '../../src/private/contract/messages';

const DAY_MS = 86_400_000;
/** S3's clock for a version may be ahead of that for its event. */
const TOLERANCE_MS = 60_000;
/** S3 says of an object in parts when its upload began. It may be completed days later, which is when the event is sent. */
const DAYS_OF_AN_UPLOAD = 8;

/** The history of a deployed pipeline. */
export class History {
  constructor(private readonly clients: { readonly dynamodb: DynamoDBClient; readonly s3: S3Client }, private readonly table: string) {}

  /** The files that were uploaded on a day (`2026-11-26`, UTC), the newest first. */
  public async listFiles(day: string): Promise<HistoryRow[]> {
    const shards = await Promise.all([...HISTORY_SHARDS].map(async (digit) => this.query(historyPartition(day, digit))));
    return newestFirst(shards.flat());
  }

  /** What became of each version of an object, the newest first. Needs no index: S3 knows when each version was uploaded, and its ETag. */
  public async findFile(bucket: string, key: string): Promise<HistoryRow[]> {
    const versions = await this.versionsOf(bucket, key);
    return newestFirst((await Promise.all(versions.map(async (version) => this.ofVersion(bucket, version)))).flat());
  }

  /** The files of a day that FanOutWorkflow began with more than so many milliseconds ago and that have not ended. */
  public async stuckFiles(day: string, olderThanMs: number): Promise<HistoryRow[]> {
    const latest = new Date(Date.now() - olderThanMs).toISOString();
    return (await this.listFiles(day)).filter(({ status, begun }) => status === 'processing' && begun <= latest);
  }

  /** The files of a day with the same content as another one, under whatever object key. */
  public async sameContent(day: string, { etag, bytes }: Pick<HistoryRow, 'etag' | 'bytes'>): Promise<HistoryRow[]> {
    return newestFirst((await this.query(historyPartition(day, etag))).filter((row) => row.etag === etag && row.bytes === bytes));
  }

  private async versionsOf(bucket: string, key: string): Promise<ObjectVersion[]> {
    const versions: ObjectVersion[] = [];
    let page: Partial<ListObjectVersionsCommandOutput> = {};
    do {
      page = await this.clients.s3.send(new ListObjectVersionsCommand({
        Bucket: bucket, Prefix: key, KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker,
      }));
      // After the versions of the object itself come those of longer object keys.
      versions.push(...(page.Versions ?? []).filter((version) => version.Key === key));
    } while (page.IsTruncated && page.NextKeyMarker === key);
    return versions;
  }

  private async ofVersion(bucket: string, { Key: key, VersionId: version, ETag, LastModified }: ObjectVersion): Promise<HistoryRow[]> {
    const etag = ETag!.replace(/"/g, '');
    const from = LastModified!.getTime() - TOLERANCE_MS;
    for (let day = 0; day < DAYS_OF_AN_UPLOAD && from + day * DAY_MS <= Date.now() + DAY_MS; day++) {
      const rows = await this.query(historyPartition(isoDay(from + day * DAY_MS), etag), new Date(from).toISOString());
      const found = rows.filter((row) => row.bucket === bucket && row.key === key && (row.versionId ?? 'null') === version);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The rows of a partition, from a time on. */
  private async query(partition: string, from = ''): Promise<HistoryRow[]> {
    const rows: HistoryRow[] = [];
    const pages = paginateQuery({ client: this.clients.dynamodb }, {
      TableName: this.table,
      KeyConditionExpression: from === '' ? '#partition = :partition' : '#partition = :partition AND #sort >= :from',
      ExpressionAttributeNames: { '#partition': HISTORY_KEY.partition, ...(from === '' ? {} : { '#sort': HISTORY_KEY.sort }) },
      ExpressionAttributeValues: { ':partition': { S: partition }, ...(from === '' ? {} : { ':from': { S: from } }) },
      ConsistentRead: true,
    });
    for await (const { Items = [] } of pages) rows.push(...Items.map((item) => unmarshall(item) as HistoryRow));
    return rows;
  }
}

function newestFirst(rows: HistoryRow[]): HistoryRow[] {
  return rows.sort((a, b) => (a.upload < b.upload ? 1 : -1));
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
