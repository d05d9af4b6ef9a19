import type { ObjectCreated } from './deployed-pipeline';
import type { FanOutInput } from '../../src/private/contract/messages';
import { NO_COUNTS } from '../../src/private/contract/messages';
import { wholeFile } from '../../src/private/contract/whole-file';

/** The input of FanOutWorkflow when FileWorkflow hands off a file that it has not begun. */
export function fanOutInput(event: ObjectCreated): FanOutInput {
  const { bucket, object: { key, size, etag, 'version-id': versionId } } = event.detail;
  return {
    file: { bucket: bucket.name, key, sendableKey: key, label: key, versionId: versionId ?? null, etag, size },
    rest: wholeFile(size),
    counts: NO_COUNTS,
  };
}
