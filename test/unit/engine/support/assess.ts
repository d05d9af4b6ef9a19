import { bytesOf, Content } from './files';
import { RecordAssessor } from '../../../../lambda-src/engine/assess/assess-record';
import type { Assessment } from '../../../../lambda-src/engine/assess/assessment';
import type { UploadVersion } from '../../../../lambda-src/engine/assess/upload-version';
import type { AttributeValue, KeyAttribute, RecordOptions, RecordValidator } from '../../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../../src/private/contract/record-defaults';

export const anything: RecordValidator = Object.assign(() => true, { errors: null });

/** Validates like the default schema. */
export const defaultSchema: RecordValidator = Object.assign((record: unknown) => {
  const members = typeof record === 'object' && record !== null ? record as Record<string, unknown> : {};
  const missing = ['contact-info', 'order-info'].find((name) => typeof members[name] !== 'object');
  defaultSchema.errors = missing === undefined ? null
    : [{ instancePath: '', keyword: 'required', message: `must have required property '${missing}'`, params: { missingProperty: missing } }];
  return missing === undefined;
}, { errors: null as RecordValidator['errors'] });

export const DEFAULT_KEY: KeyAttribute = {
  name: 'orderId',
  type: 'S',
  pointers: ['OrderId', 'orderId', 'order_id', 'order-id', 'orderID', 'OrderID'].map((name) => `/order-info/${name}`),
};

export interface AssessOptions {
  readonly key?: Array<Partial<KeyAttribute>>;
  readonly validate?: RecordValidator;
  readonly options?: Partial<RecordOptions>;
  readonly uploadVersion?: () => UploadVersion;
}

/** Assesses one record, alone in the file `sales.json`. By default every object with an `id` is valid. */
export function assess(content: Content, { key = [{}], validate = anything, options, uploadVersion }: AssessOptions = {}): Assessment {
  const bytes = bytesOf(content);
  const tableKey = key.map((part) => ({ name: 'pk', type: 'S' as const, pointers: ['/id'], ...part }));
  return new RecordAssessor({ ...DEFAULT_RECORD_OPTIONS, ...options, tableKey }, validate, 'sales.json', undefined, uploadVersion)
    .assessExtent({ kind: 'record', index: 0, offset: 0, length: bytes.length }, bytes);
}

/** The bytes of the record in a verdict. */
export function carried({ accepted, rejected }: Assessment): Buffer {
  const { record, recordBase64 } = accepted ?? rejected!;
  return record === null ? Buffer.from(recordBase64!, 'base64') : Buffer.from(record);
}

/** The JSON value of an attribute. */
export function plain(attribute: AttributeValue): unknown {
  if ('S' in attribute) return attribute.S;
  if ('N' in attribute) return Number(attribute.N);
  if ('BOOL' in attribute) return attribute.BOOL;
  if ('Bool' in attribute || 'Nul' in attribute) throw new Error('these are the words of Step Functions');
  if ('NULL' in attribute) return null;
  if ('L' in attribute) return attribute.L.map(plain);
  return plainMembers(attribute.M);
}

export function plainMembers(members: Record<string, AttributeValue>): object {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, plain(value)]));
}
