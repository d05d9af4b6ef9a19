/** A dead letter, as far as the demo shows it. */
export interface Letter {
  readonly reason: string;
  readonly errors: readonly { readonly pointer: string; readonly keyword: string; readonly message: string }[];
  /** The record's text; null where the letter leaves it out. */
  readonly record: string | null;
  /** The object in the bucket. */
  readonly key: string;
  readonly recordIndex: number | null;
  readonly byteOffset: number | null;
  readonly byteLength: number | null;
  /** The whole message. */
  readonly body: string;
}

export const UNDELIVERED = 'EVENT_NOT_DELIVERED';
export const UNKNOWN = 'NOT_A_LETTER';

interface LetterBody {
  readonly reason?: string;
  readonly errors?: Letter['errors'];
  readonly record?: string | null;
  readonly source?: { key: string; recordIndex: number | null; byteOffset: number | null; byteLength: number | null };
  readonly detail?: { object?: { key: string }; key?: string };
}

/** Beside the pipeline's own letters there can be events that EventBridge could not deliver, as they are. */
export function parseLetter(body: string): Letter {
  const nowhere = { recordIndex: null, byteOffset: null, byteLength: null };
  let parsed: LetterBody;
  try {
    parsed = (JSON.parse(body) ?? {}) as LetterBody;
  } catch {
    return { reason: UNKNOWN, errors: [], record: null, key: '', ...nowhere, body };
  }
  if (parsed.reason === undefined || !parsed.source) {
    const key = parsed.detail?.object?.key ?? parsed.detail?.key ?? '';
    return { reason: parsed.detail ? UNDELIVERED : UNKNOWN, errors: [], record: null, key, ...nowhere, body };
  }
  const { key, recordIndex, byteOffset, byteLength } = parsed.source;
  return { reason: parsed.reason, errors: parsed.errors ?? [], record: parsed.record ?? null, key, recordIndex, byteOffset, byteLength, body };
}
