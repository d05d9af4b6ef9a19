/** What the pipeline announces of a file it has gone through. */
export interface Processed {
  readonly bytes: number;
  readonly records: number;
  readonly accepted: number;
  readonly inserted: number;
  readonly repeated: number;
  readonly rejected: number;
  readonly conflicts: number;
  readonly durationMs: number;
}

/** What it announces of a file it could not go through. */
export interface Failed {
  readonly reason: string;
  readonly message: string;
}

export interface Announcement {
  readonly key: string;
  readonly versionId: string | null;
  /** Of the workflow that announced it. */
  readonly execution: string;
  readonly processed?: Processed;
  readonly failed?: Failed;
}

interface EventBridgeEvent {
  readonly 'detail-type'?: string;
  readonly 'detail': { key: string; versionId: string | null; execution: string } & Processed & Failed;
}

/** Undefined when the message is something else. */
export function parseAnnouncement(body: string): Announcement | undefined {
  const event = JSON.parse(body) as EventBridgeEvent;
  const { key, versionId, execution } = event.detail;
  if (event['detail-type'] === 'Sales File Processed') return { key, versionId, execution, processed: event.detail };
  if (event['detail-type'] === 'Sales File Failed') return { key, versionId, execution, failed: event.detail };
  return undefined;
}
