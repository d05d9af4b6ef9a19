import { setTimeout as sleep } from 'node:timers/promises';
import { History, byUpload, DAY_MS, isoDay } from './history';
import type { Files, ObjectVersion } from './model';
import { listVersions } from './versions';
import type { HistoryRow } from '../../../src/private/contract/messages';
import { historyPartition } from '../../../src/private/contract/messages';
import type { Pipeline } from '../pipeline';

/** S3's clock for a version may be ahead of that for its event. */
const TOLERANCE_MS = 60_000;
/** S3 says of an object in parts when its upload began. It may be completed days later, which is when the event is sent. */
const DAYS_OF_AN_UPLOAD = 8;
/** An execution that has failed can be redriven so long; a file that is older is not going to end. */
const STUCK_DAYS = 15;
/** How long to wait before the history is asked again: at first, and at most. */
const FIRST_POLL_MS = 500;
const LONGEST_POLL_MS = 5_000;

type RecentOptions = Parameters<Files['recent']>[0];
type WaitOptions = Parameters<Files['endOf']>[1];

/** The files of a pipeline. */
export class PipelineFiles implements Files {
  private readonly history: History;

  constructor(private readonly pipeline: Pick<Pipeline, 'aws' | 'entry'>) {
    this.history = new History(pipeline);
  }

  public async recent({ since, limit, status }: RecentOptions): Promise<HistoryRow[]> {
    const rows: HistoryRow[] = [];
    const from = since.toISOString();
    for (const day of daysBack(Date.now() + TOLERANCE_MS, since.getTime())) {
      const ofDay = await this.history.ofDay(day, { from, limit, where: status === undefined ? {} : { status } });
      rows.push(...ofDay.sort(byUpload));
      if (rows.length >= limit) break;
    }
    return rows.slice(0, limit);
  }

  public async versionsOf(key: string): Promise<{ readonly version: ObjectVersion; readonly row: HistoryRow | undefined }[]> {
    const versions = await listVersions(this.pipeline, key);
    return Promise.all(versions.map(async (version) => ({ version, row: await this.rowOf(version) })));
  }

  public async rowOf({ key, versionId, etag, lastModified }: ObjectVersion): Promise<HistoryRow | undefined> {
    const from = lastModified.getTime() - TOLERANCE_MS;
    for (let at = from; at < from + DAYS_OF_AN_UPLOAD * DAY_MS && isoDay(at) <= isoDay(Date.now() + TOLERANCE_MS); at += DAY_MS) {
      const rows = await this.history.ofPartition(historyPartition(isoDay(at), etag), { from: new Date(from).toISOString(), where: { key } });
      const row = rows.find((each) => each.bucket === this.pipeline.entry.bucket && each.etag === etag && (each.versionId ?? null) === versionId);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  public async endOf(version: ObjectVersion, { waitMs, signal }: WaitOptions): Promise<HistoryRow | undefined> {
    const end = Date.now() + waitMs;
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(LONGEST_POLL_MS, pause * 1.5)) {
      const row = await this.rowOf(version);
      if (row !== undefined && row.status !== 'processing') return row;
      const left = end - Date.now();
      if (left <= 0) return undefined;
      await sleep(Math.min(pause, left), undefined, { signal });
    }
  }

  public async stuck(before: Date): Promise<HistoryRow[]> {
    const rows: HistoryRow[] = [];
    for (const day of daysBack(before.getTime(), before.getTime() - STUCK_DAYS * DAY_MS)) {
      const ofDay = await this.history.ofDay(day, { where: { status: 'processing' } });
      rows.push(...ofDay.filter(({ begun }) => begun < before.toISOString()).sort(byUpload));
    }
    return rows;
  }
}

/** The days (UTC) from one time back to another. */
function* daysBack(from: number, to: number): Generator<string> {
  for (let at = from; isoDay(at) >= isoDay(to); at -= DAY_MS) yield isoDay(at);
}
