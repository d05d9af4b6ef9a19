import type { ObjectCreated } from './object-created';
import type { FanOutInput } from '../../src/private/contract/messages';
import { NO_TALLY } from '../../src/private/contract/messages';
import { wholeFile } from '../../src/private/contract/whole-file';

/** The input of FanOutWorkflow when FileWorkflow hands off a file that it has not begun. */
export function fanOutInput(event: ObjectCreated): FanOutInput {
  const { time, detail: { bucket, object: { key, size, etag, 'version-id': versionId } } } = event;
  return {
    file: { bucket: bucket.name, key, sendableKey: key, label: key, versionId: versionId ?? null, etag, size, uploaded: time, begun: time },
    rest: wholeFile(size),
    counts: NO_TALLY,
  };
}
