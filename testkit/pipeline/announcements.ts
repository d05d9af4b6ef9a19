import type { Announcement, FileProcessed } from '../../src/private/contract/messages';
import { FILE_FAILED, FILE_PROCESSED } from '../../src/private/contract/names';

/** The announcement in a message; undefined if the message is something else. */
export function parseAnnouncement(body: string): Announcement | undefined {
  const event = JSON.parse(body) as { readonly 'detail-type'?: string };
  return event['detail-type'] === FILE_PROCESSED || event['detail-type'] === FILE_FAILED ? event as Announcement : undefined;
}

/** The counts of a processed file. Throws with the reason for a file that failed. */
export function processed(announcement: Announcement): FileProcessed {
  if (announcement['detail-type'] === FILE_PROCESSED) return announcement.detail;
  const { key, reason, message } = announcement.detail;
  throw new Error(`${key} was announced as failed (${reason}: ${message}); expected it to be processed`);
}
