import { createHash } from 'node:crypto';
import type { BatchGetItemCommandInput, BatchWriteItemCommandInput, GetItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import type { GetObjectCommandInput, HeadObjectCommandInput, PutObjectCommandInput } from '@aws-sdk/client-s3';
import type { Item } from './fake-dynamodb';
import { FakeTable, named } from './fake-dynamodb';
import { FakeQueue } from './fake-queue';
import type { Aws } from '../../../../cli/operate/aws';
import type { Clock } from '../../../../cli/operate/clock';
import type { Files, ObjectVersion } from '../../../../cli/operate/files/model';
import type { Pipeline } from '../../../../cli/operate/pipeline';
import { RecordAssessor } from '../../../../lambda-src/engine/assess/assess-record';
import { STEP_FUNCTIONS_WORDS } from '../../../../lambda-src/engine/assess/attribute-words';
import { UploadVersion } from '../../../../lambda-src/engine/assess/upload-version';
import { GO_ON } from '../../../../lambda-src/engine/read/extent-reader';
import { memorySource } from '../../../../lambda-src/engine/read/memory-source';
import { RecordReader } from '../../../../lambda-src/engine/read/record-reader';
import { assessTexts } from '../../../../lambda-src/handlers/assess-texts';
import type { Runtime } from '../../../../lambda-src/handlers/runtime';
import type { AcceptedRecord, AssessTextsInput, DeadLetter, HistoryRow, RecordOptions, RejectedRecord } from '../../../../src/private/contract/messages';
import { DEFAULT_ATTRIBUTES, DEFAULT_VERSION_ATTRIBUTE } from '../../../../src/private/contract/record-defaults';
import type { RegistryEntry } from '../../../../src/private/contract/registry';
import { wholeFile } from '../../../../src/private/contract/whole-file';
import { anything } from '../../engine/support/assess';

export const PIPELINE = 'Sales';
export const BUCKET = 'uploads';

interface StoredObject {
  readonly key: string;
  readonly versionId: string;
  readonly bytes: Buffer;
  readonly etag: string;
  readonly lastModified: Date;
  readonly metadata: Record<string, string>;
}

export interface WorldOptions {
  readonly recordsPointer?: string;
  readonly duplicatePolicy?: 'REJECT' | 'OVERWRITE';
  /** Pointers to the version in a record; empty if the upload makes it. Only with OVERWRITE. */
  readonly versionPointers?: string[];
  readonly deadLettersPerBatch?: number;
  readonly maxInFlight?: number;
  /** Whether a record's insertion fails for good: then it is a dead letter. */
  readonly failsToInsert?: (record: string) => boolean;
  /** Whether the workflow fails on the file, after the first `n` records; undefined if it does not. */
  readonly failsAfter?: (key: string) => number | undefined;
}

/** Is called around each call of a service. */
export type Around = (name: string, call: () => Promise<object>) => Promise<object>;

/** A pipeline and the services around it, in memory. The engine in it is the pipeline's own. A record has its key in `id`; `qty` must not be a string. */
export class World {
  public time = Date.parse('2026-11-26T10:00:00.000Z');
  public readonly history = new FakeTable(['day', 'upload']);
  public readonly orders = new FakeTable(['orderId']);
  /** Time passes only while somebody sleeps. Meanwhile the pipeline works. */
  public readonly clock: Clock = {
    now: () => new Date(this.time),
    sleep: async (ms) => {
      this.time += Math.ceil(ms);
      await this.process();
    },
  };

  public readonly filesOf: Pick<Files, 'rowOf'> = {
    rowOf: async ({ key, versionId }: ObjectVersion) => this.files.find((row) => row.key === key && row.versionId === versionId),
  };

  public readonly queue: FakeQueue;
  public readonly files: HistoryRow[] = [];
  public readonly objects: StoredObject[] = [];
  /** Uploads that the pipeline has not processed. */
  public uploads: StoredObject[] = [];
  /** Calls, by name. */
  public readonly calls = new Map<string, number>();
  private readonly options: RecordOptions;
  private readonly runtime: Runtime;

  constructor(private readonly config: WorldOptions = {}) {
    const version = config.duplicatePolicy === 'OVERWRITE' ? { attribute: DEFAULT_VERSION_ATTRIBUTE, pointers: config.versionPointers ?? [] } : null;
    this.queue = new FakeQueue({ now: () => this.time, maxInFlight: config.maxInFlight });
    this.options = {
      recordsPointer: config.recordsPointer ?? '/orders',
      tableKey: [{ name: 'orderId', type: 'S', pointers: ['/id'] }],
      attributes: DEFAULT_ATTRIBUTES,
      version,
    };
    const validate: Runtime['validate'] = Object.assign((record: unknown) => {
      const wrong = typeof (record as { readonly qty?: unknown }).qty === 'string';
      validate.errors = wrong ? [{ instancePath: '/qty', keyword: 'type', message: 'must be integer', params: {} }] : null;
      return !wrong;
    }, anything);
    const options = { ...this.options, deadLettersPerBatch: config.deadLettersPerBatch ?? 1_000 };
    this.runtime = { options, validate, pipelineName: PIPELINE, log: () => undefined } as unknown as Runtime;
  }

  public get entry(): RegistryEntry {
    const { recordsPointer, tableKey, attributes, version } = this.options;
    return {
      pipeline: PIPELINE,
      bucket: BUCKET,
      objectKeyPrefix: 'in/',
      objectKeySuffix: '.json',
      table: 'orders',
      tableKey,
      recordsPointer,
      attributes,
      versionAttribute: version?.attribute ?? null,
      duplicatePolicy: this.config.duplicatePolicy ?? 'REJECT',
      historyTable: 'history',
      historyRetentionDays: 90,
      sensitiveMembers: [],
      deadLetterQueue: 'queue',
      validatorFunction: 'validator',
    } as unknown as RegistryEntry;
  }

  /** The clients of a process. `around` is called around each call. */
  public aws(around: Around): Aws {
    const client = {
      send: async (command: { readonly input: object; readonly constructor: { readonly name: string } }) => {
        const name = command.constructor.name.replace(/Command$/, '');
        return around(name, async () => {
          this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
          return this.answer(name, command.input);
        });
      },
    };
    return { region: 'eu-west-1', dynamodb: client, lambda: client, s3: client, sqs: client } as unknown as Aws;
  }

  public pipeline(operator: string, around: Around = async (_, call) => call()): Pipeline {
    return { aws: this.aws(around), entry: this.entry, operator };
  }

  public upload(key: string, body: string, metadata: Record<string, string> = {}): StoredObject {
    const bytes = Buffer.from(body);
    const object = {
      key, bytes, metadata, versionId: `v${this.objects.length + 1}`, etag: createHash('md5').update(bytes).digest('hex'), lastModified: new Date(Math.floor(this.time / 1_000) * 1_000),
    };
    this.objects.push(object);
    this.uploads.push(object);
    return object;
  }

  /** Processes what was uploaded. */
  public async process(): Promise<void> {
    const uploads = this.uploads;
    this.uploads = [];
    for (const object of uploads) await this.processFile(object);
  }

  /** What the workflows do with a file. */
  public async processFile(object: StoredObject): Promise<void> {
    const { key, versionId, etag, bytes, lastModified } = object;
    const version = new UploadVersion({ bucket: BUCKET, key, versionId, etag }, lastModified);
    const assessor = new RecordAssessor(this.options, this.runtime.validate, key, STEP_FUNCTIONS_WORDS, () => version);
    const assessed: Array<AcceptedRecord | RejectedRecord> = [];
    await new RecordReader(memorySource(bytes), this.options.recordsPointer, wholeFile(bytes.length)).visitRecords({
      record: (extent, content) => {
        const { accepted, rejected } = assessor.assessExtent(extent, content);
        assessed.push(accepted ?? rejected!);
        return GO_ON;
      },
    });
    const rejected: Array<{ readonly record: AcceptedRecord | RejectedRecord; readonly reason: string }> = [];
    const failsAfter = this.config.failsAfter?.(key) ?? Infinity;
    for (const record of assessed.slice(0, failsAfter)) {
      const text = bytes.subarray(record.offset, record.offset + record.length).toString();
      const reason = 'item' in record ? this.insert(record, text) : record.reason;
      if (reason !== null) rejected.push({ record, reason });
    }
    const own = rejected.slice(0, this.runtime.options.deadLettersPerBatch);
    const shared = rejected.slice(own.length);
    own.forEach(({ record, reason }) => this.deadLetter(object, { ...record, reason, records: 1, stretches: null }));
    if (shared.length > 0) {
      const stretches = shared.map(({ record }) => ({ byteOffset: record.offset, byteLength: record.length }));
      const [{ record: first }] = shared;
      const last = shared[shared.length - 1].record;
      this.deadLetter(object, {
        ...first, length: last.offset + last.length - first.offset, record: null, recordBase64: null, reason: 'TOO_MANY_REJECTED', records: shared.length, stretches,
      });
    }
    const failed = failsAfter < Infinity;
    if (failed) this.deadLetter(object, { index: null, offset: 0, length: bytes.length, record: null, recordBase64: null, reason: 'PROCESSING_FAILED', records: null, stretches: null });
    const known = this.files.findIndex((row) => row.key === key && row.versionId === versionId);
    const inserted = assessed.length - rejected.length;
    const counts = { records: assessed.length, inserted, rejected: rejected.length, conflicts: 0, repeated: 0, superseded: 0 };
    const row = { key, versionId, bucket: BUCKET, etag, status: failed ? 'failed' : 'processed', ...failed ? {} : counts } as HistoryRow;
    if (known < 0) this.files.push(row); else if (this.files[known].status !== 'processed') this.files[known] = row;
  }

  /** Null if the record is in the table or superseded; else the reason of its dead letter. */
  private insert({ item, key, contentHash, version }: AcceptedRecord, text: string): string | null {
    if (this.config.failsToInsert?.(text)) return 'INSERT_FAILED';
    const stored = this.orders.get(key as Item);
    const { contentHash: hash } = DEFAULT_ATTRIBUTES;
    const older = stored !== undefined && version !== null && BigInt(stored[DEFAULT_VERSION_ATTRIBUTE]?.N ?? -1) < BigInt(version);
    if (stored === undefined || older) {
      this.orders.put(item as Item);
      return null;
    }
    if (stored[hash]?.S === contentHash) return null;
    return version !== null && stored[DEFAULT_VERSION_ATTRIBUTE]?.N !== version ? null : 'KEY_CONFLICT';
  }

  public deadLetter(object: StoredObject, what: {
    readonly index: number | null;
    readonly offset: number;
    readonly length: number;
    readonly record: string | null;
    readonly recordBase64: string | null;
    readonly reason: string;
    readonly records: number | null;
    readonly stretches: DeadLetter['source']['stretches'];
  }): void {
    const { key, versionId, etag } = object;
    const letter = {
      version: '1',
      reason: what.reason,
      errors: [{ pointer: '/qty', keyword: 'type', message: 'must be integer' }],
      records: what.records,
      record: what.record,
      recordBase64: what.recordBase64,
      source: {
        bucket: BUCKET, key, versionId, etag, recordIndex: what.index, byteOffset: what.offset, byteLength: what.length, stretches: what.stretches,
      },
      existing: null,
      pipeline: PIPELINE,
      execution: 'arn',
      time: new Date(this.time).toISOString(),
    };
    this.queue.send(JSON.stringify(letter), { reason: what.reason, key });
  }

  private async answer(name: string, input: object): Promise<object> {
    switch (name) {
      case 'GetItem': return this.orders.getItem(input as GetItemCommandInput);
      case 'BatchGetItem': return this.history.batchGet('history', input as BatchGetItemCommandInput);
      case 'BatchWriteItem': return this.history.batchWrite('history', input as BatchWriteItemCommandInput);
      case 'Query': return this.history.query(input as never);
      case 'TransactWriteItems': return this.history.transact(input as never);
      case 'GetQueueAttributes': return this.queue.attributes();
      case 'ReceiveMessage': return this.queue.receive(input as never);
      case 'ChangeMessageVisibilityBatch': return this.queue.changeVisibility(input as never);
      case 'DeleteMessageBatch': return this.queue.delete(input as never);
      case 'SendMessage': return this.queue.sendMessage(input as never);
      case 'PutObject': return this.putObject(input as PutObjectCommandInput);
      case 'HeadObject': return this.headObject(input as HeadObjectCommandInput);
      case 'Invoke': return this.invoke(input as InvokeCommandInput);
      case 'GetObject': return this.getObject(input as GetObjectCommandInput);
      default: throw new Error(`The fake has no ${name}`);
    }
  }

  private putObject({ Key, Body, IfNoneMatch, Metadata }: PutObjectCommandInput): object {
    if (IfNoneMatch === '*' && this.objects.some(({ key }) => key === Key)) throw named('PreconditionFailed', 'the object is there');
    const { etag, versionId } = this.upload(Key!, (Body as Buffer).toString(), Metadata);
    return { ETag: `"${etag}"`, VersionId: versionId };
  }

  private headObject({ Key }: HeadObjectCommandInput): object {
    const object = [...this.objects].reverse().find(({ key }) => key === Key);
    if (object === undefined) throw named('NotFound', 'no such object');
    return { ETag: `"${object.etag}"`, VersionId: object.versionId, LastModified: object.lastModified, Metadata: object.metadata };
  }

  private getObject({ Key, VersionId, IfMatch, Range }: GetObjectCommandInput): object {
    const object = this.objects.find(({ key, versionId }) => key === Key && versionId === VersionId);
    if (object === undefined) throw named('NoSuchVersion', 'no such version');
    if (IfMatch !== undefined && IfMatch !== object.etag) throw named('PreconditionFailed', 'another object');
    const [from, to] = /bytes=(\d+)-(\d+)/.exec(Range!)!.slice(1).map(Number);
    if (from >= object.bytes.length) throw named('InvalidRange', 'behind the end');
    const bytes = object.bytes.subarray(from, to + 1);
    return { Body: { transformToByteArray: async () => bytes } };
  }

  private async invoke({ Payload }: InvokeCommandInput): Promise<object> {
    const answer = await assessTexts(this.runtime, JSON.parse(Buffer.from(Payload as Uint8Array).toString()) as AssessTextsInput);
    return { Payload: Buffer.from(JSON.stringify(answer)) };
  }
}
