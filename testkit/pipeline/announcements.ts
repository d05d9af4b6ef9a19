import type { Announcement, FileProcessed } from './messages';

/** Undefined if the message is something else. */
export function parseAnnouncement(body: string): Announcement | undefined {
  const event = JSON.parse(body) as { readonly 'detail-type'?: string };
  return event['detail-type'] === 'Sales File Processed' || event['detail-type'] === 'Sales File Failed' ? event as Announcement : undefined;
}

/** The counts of a file that was processed. Throws, with the reason, for one that failed. */
export function processed(announcement: Announcement): FileProcessed {
  if (announcement['detail-type'] === 'Sales File Processed') return announcement.detail;
  const { key, reason, message } = announcement.detail;
  throw new Error(`${key} was announced as failed (${reason}: ${message}); expected it to be processed`);
}
