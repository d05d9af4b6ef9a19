import { wholeFile } from '../../src/private/contract/whole-file';

import type { ObjectCreated } from './deployed-pipeline';

/** What FileWorkflow hands off to FanOutWorkflow for a file that it has not begun. */
export function fanOutInput(event: ObjectCreated): object {
  const { bucket, object: { key, size, etag, 'version-id': versionId } } = event.detail;
  return {
    file: { bucket: bucket.name, key, sendableKey: key, label: key, versionId, etag, size },
    rest: wholeFile(size),
    counts: { records: 0, inserted: 0, repeated: 0, rejected: 0, conflicts: 0 },
  };
}
