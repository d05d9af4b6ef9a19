import { isUtf8 } from 'node:buffer';
import type { AcceptedRecord, Position, RecordError, RecordOptions, RecordValidator, RejectedRecord, RejectionReason } from '../contract';
import { CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE } from '../contract';
import { contentHash } from './content-hash';
import { countMembers, findDuplicateName } from './duplicate-name';
import { Attributes, ItemMaker, Unrepresentable } from './dynamodb-item';
import { itemFromText } from './item-from-text';
import { sameNumber } from './number';
import { JsonSyntaxError, readJson } from './read-json';
import { schemaErrors, shorten } from './schema-errors';
import { Survey } from './survey';
import { TableKey } from './table-key';

/** A longer record is not read at all: what becomes of it is bigger than anything that carries it. */
export const MAX_RECORD_LENGTH = 4 * 1024 * 1024;
/** What a state can carry is 256 KiB, other things included; in bytes of JSON. */
export const MAX_ENTRY_SIZE = 200_000;
/** DynamoDB's limit: an attribute of a record may hold 31 objects or arrays inside each other, itself included. */
const MAX_DEPTH = 32;

/** One of the two, and how many bytes of JSON it has at most. */
export interface Assessment {
  readonly accepted: AcceptedRecord | null;
  readonly rejected: RejectedRecord | null;
  readonly size: number;
}

/** Says of records, one by one, whether they are valid, and what they become. */
export class RecordAssessor {
  private readonly key: TableKey;
  private readonly survey = new Survey();

  constructor(options: RecordOptions, private readonly validate: RecordValidator, private readonly objectKey: string) {
    this.key = new TableKey(options.tableKey);
  }

  public assess(position: Position, bytes: Uint8Array): Assessment {
    if (position.length > MAX_RECORD_LENGTH) return this.tooLong(position);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (!isUtf8(buffer)) {
      return reject(position, buffer, null, 'INVALID_ENCODING', { pointer: '', keyword: 'utf-8', message: 'is not valid UTF-8' });
    }
    const text = buffer.toString();
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch {
      return this.malformed(position, buffer, text);
    }
    const survey = this.survey.of(bytes);
    const duplicate = (): Assessment => reject(position, buffer, text, 'DUPLICATE_NAME', {
      pointer: findDuplicateName(text) ?? '', keyword: 'unique-names', message: 'stands more than once in its object',
    });
    if (survey.depth > MAX_DEPTH) {
      if (findDuplicateName(text) !== null) return duplicate();
      return reject(position, buffer, text, 'TOO_DEEP', {
        pointer: '', keyword: 'depth', message: `is nested ${survey.depth} levels deep; DynamoDB holds up to ${MAX_DEPTH}`,
      });
    }
    const unlessDuplicate = (other: () => Assessment): Assessment => (countMembers(record) === survey.members ? other() : duplicate());
    if (!this.validate(record)) {
      const errors = schemaErrors(this.validate.errors);
      return unlessDuplicate(() => reject(position, buffer, text, 'SCHEMA_VIOLATION', ...errors));
    }
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
      return unlessDuplicate(() => reject(position, buffer, text, 'SCHEMA_VIOLATION', {
        pointer: '', keyword: 'type', message: 'must be object: nothing else can be an item',
      }));
    }
    const found = this.key.find(record);
    if ('reason' in found) return unlessDuplicate(() => reject(position, buffer, text, found.reason, found.error));

    const ascii = text.length === bytes.length;
    const maker = new ItemMaker({ survey, slice: (start, end) => (ascii ? text.slice(start, end) : buffer.toString('latin1', start, end)) });
    let item: Attributes;
    try {
      item = maker.convert(record as Record<string, unknown>);
      if (maker.members !== survey.members) return duplicate();
      if (maker.reordered && survey.numbers > 0) item = itemFromText(text);
    } catch (error) {
      if (!(error instanceof Unrepresentable)) throw error;
      const { reason, keyword, message } = error;
      if (countMembers(JSON.parse(text)) !== survey.members) return duplicate();
      const pointer = maker.reordered ? pointerInText(text, error) : error.pointer;
      const inKey = reason === 'UNREPRESENTABLE_NUMBER' && found.pointers.includes(pointer);
      return reject(position, buffer, text, inKey ? 'INVALID_KEY' : reason, { pointer: shorten(pointer, 1000), keyword: inKey ? 'table-key' : keyword, message });
    }
    const key = this.key.read(item, found.pointers);
    const reserved = this.reservedName(item, key);
    if (reserved) return reject(position, buffer, text, 'RESERVED_NAME', reserved);

    const hash = contentHash(bytes, survey.blanks);
    for (const name of this.key.names) item[name] = key[name];
    item[CONTENT_HASH_ATTRIBUTE] = { S: hash };
    item[SOURCE_ATTRIBUTE] = { S: `${this.objectKey}#${position.index}` };
    const { index, offset, length } = position;
    const accepted: AcceptedRecord = { index, offset, length, item, key, contentHash: hash, record: text };
    return this.fit(accepted, survey, buffer);
  }

  /** A record that is too long to be looked into. */
  public tooLong(position: Position): Assessment {
    return reject(position, null, null, 'RECORD_TOO_LARGE', {
      pointer: '', keyword: 'size', message: `has ${position.length} bytes, over ${MAX_RECORD_LENGTH}`,
    });
  }

  /** A stretch of a file that can't be split into records. */
  public damaged(position: Position, bytes: Uint8Array): Assessment {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const message = position.length === 0
      ? 'the array of records does not end: something may be missing'
      : 'is no JSON text that begins and ends';
    return reject(position, buffer, isUtf8(buffer) ? buffer.toString() : null, 'MALFORMED_JSON', { pointer: '', keyword: 'json', message });
  }

  private malformed(position: Position, buffer: Buffer, text: string): Assessment {
    let message = 'is no JSON text';
    try {
      readJson(text, {});
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      message = `byte ${Buffer.byteLength(text.slice(0, error.position))}: ${error.message}`;
    }
    return reject(position, buffer, text, 'MALFORMED_JSON', { pointer: '', keyword: 'json', message });
  }

  private reservedName(item: Attributes, key: Attributes): RecordError | undefined {
    const own = (name: string): boolean => Object.prototype.hasOwnProperty.call(item, name);
    for (const name of [CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE]) {
      if (own(name)) return { pointer: `/${name}`, keyword: 'reserved-name', message: `the pipeline itself writes the attribute ${name}` };
    }
    const other = this.key.names.find((name) => own(name) && !sameAttribute(item[name], key[name]));
    return other === undefined ? undefined : {
      pointer: `/${other}`, keyword: 'reserved-name', message: `would be the table's key attribute ${other}, but the record's key is another value`,
    };
  }

  private fit(accepted: AcceptedRecord, survey: Survey, buffer: Buffer): Assessment {
    const { blanks, strings, backslashes, containers, numbers, words } = survey;
    const key = 3 * JSON.stringify(accepted.key).length + 3 * this.objectKey.length;
    const item = buffer.length + 6 * (strings + containers) + 8 * numbers + 11 * words + 200;
    const record = buffer.length + 2 * strings + backslashes + blanks;
    const bound = item + record + 2 * key + 200;
    if (bound <= MAX_ENTRY_SIZE) return { accepted, rejected: null, size: bound };
    const size = jsonSize(accepted);
    if (size <= MAX_ENTRY_SIZE) return { accepted, rejected: null, size };
    const without = { ...accepted, record: null };
    const smaller = jsonSize(without);
    if (smaller <= MAX_ENTRY_SIZE) return { accepted: without, rejected: null, size: smaller };
    const { index, offset, length } = accepted;
    return reject({ index, offset, length }, buffer, accepted.record, 'RECORD_TOO_LARGE', {
      pointer: '', keyword: 'size', message: `makes an item of ${smaller} bytes of JSON; the workflow carries up to ${MAX_ENTRY_SIZE}`,
    });
  }
}

function jsonSize(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function sameAttribute(left: Attributes[string], right: Attributes[string]): boolean {
  if ('N' in left && 'N' in right) return sameNumber(left.N, right.N);
  return 'S' in left && 'S' in right && left.S === right.S;
}

/** The pointer of an error when the tree has another order than the text. */
function pointerInText(text: string, error: Unrepresentable): string {
  try {
    itemFromText(text);
    return error.pointer;
  } catch (again) {
    if (!(again instanceof Unrepresentable)) throw again;
    return again.pointer;
  }
}

function reject(position: Position, buffer: Buffer | null, text: string | null, reason: RejectionReason, ...errors: RecordError[]): Assessment {
  const { index, offset, length } = position;
  const entry = (record: string | null, recordBase64: string | null): RejectedRecord => ({ index, offset, length, reason, errors, record, recordBase64 });
  if (buffer !== null && text !== null && buffer.length <= MAX_ENTRY_SIZE) {
    const rejected = entry(text, null);
    const size = jsonSize(rejected);
    if (size <= MAX_ENTRY_SIZE) return { accepted: null, rejected, size };
  }
  // Escapes may have made it too long; base64 makes it a third longer, whatever the bytes are.
  if (buffer !== null && buffer.length * 4 / 3 < MAX_ENTRY_SIZE - 20_000) {
    const rejected = entry(null, buffer.toString('base64'));
    return { accepted: null, rejected, size: jsonSize(rejected) };
  }
  const rejected = entry(null, null);
  return { accepted: null, rejected, size: jsonSize(rejected) };
}
