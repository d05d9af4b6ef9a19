import type { DeadLetter } from '../../src/private/contract/messages';

/** A message of the dead-letter queue, as far as the demo shows it. */
export interface ShownDeadLetter extends Pick<DeadLetter, 'errors' | 'record'> {
  readonly reason: string;
  /** The object key. */
  readonly key: string;
  /** Number of the records that share it; a file counts as one. */
  readonly records: number;
  readonly recordIndex: number | null;
  readonly byteOffset: number | null;
  readonly byteLength: number | null;
  /** The whole message. */
  readonly body: string;
}

export const UNDELIVERED = 'EVENT_NOT_DELIVERED';
export const UNKNOWN = 'NOT_A_DEAD_LETTER';

/** Besides dead letters, the queue may hold events that EventBridge could not deliver. */
type MessageBody = Partial<DeadLetter> & { readonly detail?: { readonly object?: { readonly key: string }; readonly key?: string } };

export function parseMessage(body: string): ShownDeadLetter {
  const message = parse(body);
  if (message.reason === undefined || !message.source) {
    const key = message.detail?.object?.key ?? message.detail?.key ?? '';
    const reason = message.detail ? UNDELIVERED : UNKNOWN;
    return { reason, errors: [], record: null, key, records: 1, recordIndex: null, byteOffset: null, byteLength: null, body };
  }
  const { reason, errors = [], record = null, records, source: { key, recordIndex, byteOffset, byteLength } } = message;
  return { reason, errors, record, key, records: records ?? 1, recordIndex, byteOffset, byteLength, body };
}

/** Without members if the body is not a JSON object. */
function parse(body: string): MessageBody {
  try {
    return (JSON.parse(body) ?? {}) as MessageBody;
  } catch {
    return {};
  }
}
