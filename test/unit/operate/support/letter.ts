import type { Letter } from '../../../../cli/operate/dead-letters/message';
import type { DeadLetter } from '../../../../src/private/contract/messages';

type Changes = Partial<Omit<DeadLetter, 'source'>> & {
  readonly id?: string;
  readonly sent?: Date;
  readonly source?: Partial<DeadLetter['source']>;
};

/** A dead letter of a record without contact-info, with changes. */
export function letter({ id = 'a'.repeat(64), sent = new Date('2026-11-27T02:10:00Z'), source, ...changes }: Changes = {}): Letter {
  const deadLetter: DeadLetter = {
    version: '1',
    reason: 'SCHEMA_VIOLATION',
    errors: [{ pointer: '/contact-info', keyword: 'required', message: 'must have required property \'contact-info\'' }],
    records: 1,
    record: '{"order-info":{"OrderId":"2"}}',
    recordBase64: null,
    existing: null,
    pipeline: 'Sales',
    execution: 'arn:aws:states:eu-west-1:111111111111:execution:file:1',
    time: sent.toISOString(),
    ...changes,
    source: {
      bucket: 'sales-files', key: 'orders.json', versionId: 'v1', etag: 'e1', recordIndex: 1, byteOffset: 346, byteLength: 187, stretches: null, ...source,
    },
  };
  return { id, deadLetter, messages: 1, message: { messageId: `message-${id}`, body: JSON.stringify(deadLetter), attributes: {}, sent } };
}
