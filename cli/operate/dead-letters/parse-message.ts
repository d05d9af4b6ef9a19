import type { OtherMessage, QueueMessage } from './message';
import type { DeadLetter } from '../../../src/private/contract/messages';
import { DEAD_LETTER_VERSION } from '../../../src/private/contract/messages/dead-letter';
import { REASONS } from '../../../src/private/contract/reasons';

/** Attributes that EventBridge adds to an event that it could not deliver. */
const UNDELIVERED = ['RULE_ARN', 'ERROR_CODE'];

type Json = { readonly [member: string]: unknown };

/** The dead letter in a message of this pipeline, or what else the message is. */
export function parseMessage(message: QueueMessage, pipeline: string): DeadLetter | OtherMessage {
  const other = (kind: OtherMessage['kind'], what: string): OtherMessage => ({ kind, what, message });
  if (UNDELIVERED.some((name) => name in message.attributes)) {
    const { ERROR_CODE: code = 'no error code', ERROR_MESSAGE: cause = '' } = message.attributes;
    return other('undelivered-event', `An event that EventBridge could not deliver to the workflow: ${code}${cause === '' ? '' : `, ${cause}`}`);
  }
  const body = parseObject(message.body);
  if (body === undefined) return other('unknown', 'Not a JSON object');
  if (typeof body.pipeline !== 'string' || typeof body.reason !== 'string') return other('unknown', 'Not a dead letter: it has no "pipeline" or no "reason"');
  if (body.pipeline !== pipeline) return other('other-pipeline', `A dead letter of the pipeline ${body.pipeline}`);
  if (body.version !== DEAD_LETTER_VERSION) {
    return other('other-version', `A dead letter of version ${JSON.stringify(body.version)}; this tool reads version ${DEAD_LETTER_VERSION}`);
  }
  if (!isDeadLetter(body)) return other('unknown', 'Looks like a dead letter, but members are missing or of another type');
  return body as unknown as DeadLetter;
}

export function isDeadLetterOf(parsed: DeadLetter | OtherMessage): parsed is DeadLetter {
  return 'source' in parsed;
}

function parseObject(text: string): Json | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isDeadLetter(body: Json): boolean {
  const source = asObject(body.source);
  return Object.prototype.hasOwnProperty.call(REASONS, body.reason as string)
    && source !== undefined
    && arrayOf(body.errors, (error) => isText(error.pointer) && isText(error.keyword) && isText(error.message))
    && [body.record, body.recordBase64, source.bucket, source.versionId, source.etag].every((value) => value === null || isText(value))
    && [body.records, source.recordIndex, source.byteLength].every((value) => value === null || isCount(value))
    && isText(source.key) && isCount(source.byteOffset) && isText(body.execution) && isText(body.time)
    && (source.stretches === null || arrayOf(source.stretches, (stretch) => isCount(stretch.byteOffset) && isCount(stretch.byteLength)))
    && (body.existing === null || asObject(body.existing) !== undefined);
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : undefined;
}

function arrayOf(value: unknown, is: (element: Json) => boolean): boolean {
  return Array.isArray(value) && value.every((element) => { const object = asObject(element); return object !== undefined && is(object); });
}
