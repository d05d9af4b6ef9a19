import { isUtf8 } from 'node:buffer';
import type { AttributeWords } from './attribute-words';
import { DYNAMODB_WORDS } from './attribute-words';
import { contentHash } from './content-hash';
import { Attributes, ItemMaker } from './dynamodb-item';
import { Assessment, Content, jsonSize, MAX_ENTRY_SIZE, reject } from './entry';
import { itemFromText } from './item-from-text';
import { findReservedName } from './reserved-names';
import { schemaErrors, shorten } from './schema-errors';
import { isSendable, sendableText } from './sendable';
import { invalidKey, KeyFinding, TableKey } from './table-key';
import { Unrepresentable } from './unrepresentable';
import { CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE } from '../../../src/private/contract/messages';
import type { Position, RecordError, RecordOptions, RecordValidator, RejectionReason } from '../../../src/private/contract/messages';
import { Survey } from '../bytes/survey';
import { countMembers, findDuplicateName } from '../json/duplicate-name';
import { whereMalformed } from '../json/read-json';

/** A longer record is not read at all: what becomes of it is bigger than anything that carries it. */
export const MAX_RECORD_LENGTH = 4 * 1024 * 1024;
/** DynamoDB's limit, of objects and arrays inside each other, the record itself included. */
const MAX_DEPTH = 32;
const MAX_POINTER_LENGTH = 1000;
/** A character of a string as \u0000. */
const LONGEST_ESCAPE = 6;
/** Names, numbers, hashes and punctuation around a record, in bytes of JSON at most. */
const FRAME = 340;

/** `json` is the text, whether or not a message can hold it. */
type TextContent = Content & { readonly json: string; readonly textSize: number };
type FoundKey = Extract<KeyFinding, { places: unknown }>;

/** Says of records, one by one, whether they are valid, and what they become. */
export class RecordAssessor {
  private readonly key: TableKey;
  private readonly survey = new Survey();
  private readonly maker: ItemMaker;
  /** Size of what is the same around every record. */
  private readonly frame: number;

  constructor(
    options: RecordOptions,
    private readonly validate: RecordValidator,
    private readonly objectKey: string,
    private readonly words: AttributeWords = DYNAMODB_WORDS,
  ) {
    this.maker = new ItemMaker(this.survey, words);
    this.key = new TableKey(options.tableKey);
    this.frame = FRAME + jsonSize(objectKey) + 2 * jsonSize(this.key.names);
  }

  public assess(position: Position, bytes: Uint8Array): Assessment {
    return this.assessWithin(Infinity, position, bytes)!;
  }

  /** null, without a closer look, where the record as an item does not fit into the bytes of JSON that are left of an answer. */
  public assessWithin(room: number, position: Position, bytes: Uint8Array): Assessment | null {
    if (position.length > MAX_RECORD_LENGTH) return this.tooLong(position);
    const { survey } = this;
    survey.of(bytes);
    const bound = this.itemSize(bytes.length) + this.textSize(bytes.length);
    // What is bigger than any answer may yet become a small letter.
    if (bound > room && bound <= MAX_ENTRY_SIZE) return null;
    const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const { ascii } = survey;
    if (!ascii && !isUtf8(buffer)) {
      return reject(position, { bytes: buffer, text: null }, 'INVALID_ENCODING', [finding('utf-8', 'is not valid UTF-8')]);
    }
    const latin1 = ascii || survey.numbers > 0 ? buffer.toString('latin1') : '';
    const json = ascii ? latin1 : buffer.toString();
    const text = ascii || isSendable(json) ? json : null;
    let record: unknown;
    try {
      record = JSON.parse(json);
    } catch {
      return reject(position, { bytes: buffer, text }, 'MALFORMED_JSON', [finding('json', whereMalformed(json))]);
    }
    return this.assessParsed(position, { bytes: buffer, text, json, textSize: this.textSize(bytes.length) }, latin1, record);
  }

  /** A record that is too long to be looked into. */
  public tooLong(position: Position): Assessment {
    return reject(position, null, 'RECORD_TOO_LARGE', [finding('size', `has ${position.length} bytes, over ${MAX_RECORD_LENGTH}`)]);
  }

  /** A stretch of a file that can't be split into records. */
  public damaged(position: Position, bytes: Uint8Array): Assessment {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const message = position.length === 0 ? 'the array of records does not end here: something may be missing' : 'is not a whole JSON text';
    return reject(position, { bytes: buffer, text: sendableText(buffer) }, 'MALFORMED_JSON', [finding('json', message)]);
  }

  private assessParsed(position: Position, content: TextContent, latin1: string, record: unknown): Assessment {
    const { survey } = this;
    const { members } = survey;
    if (survey.containers > MAX_DEPTH && survey.depth > MAX_DEPTH) {
      return this.unlessDuplicate(position, content, findDuplicateName(content.json) !== null, 'TOO_DEEP',
        finding('depth', `is nested ${survey.depth} levels deep; DynamoDB holds ${MAX_DEPTH}, the record included`));
    }
    if (!this.validate(record)) {
      const errors = schemaErrors(this.validate.errors);
      return this.unlessDuplicate(position, content, countMembers(record) !== members, 'SCHEMA_VIOLATION', ...errors);
    }
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
      return this.unlessDuplicate(position, content, countMembers(record) !== members, 'SCHEMA_VIOLATION',
        finding('type', 'must be object: nothing else can be an item'));
    }
    const found = this.key.find(record);
    if ('reason' in found) return this.unlessDuplicate(position, content, countMembers(record) !== members, found.reason, found.error);

    const item = this.maker.convert(record as Record<string, unknown>, latin1);
    if (item !== null) {
      if (this.maker.members !== members) return this.unlessDuplicate(position, content, true, 'DUPLICATE_NAME');
      return this.accept(position, content, found, item);
    }
    return this.closerLook(position, content, found);
  }

  private closerLook(position: Position, content: TextContent, found: FoundKey): Assessment {
    try {
      const item = itemFromText(content.json, this.words);
      if (findDuplicateName(content.json) !== null) return this.unlessDuplicate(position, content, true, 'DUPLICATE_NAME');
      return this.accept(position, content, found, item);
    } catch (error) {
      if (!(error instanceof Unrepresentable)) throw error;
      const { reason, pointer, keyword, message } = error;
      const part = found.places.findIndex((place) => place.pointer === pointer);
      const inKey = part < 0 ? undefined : invalidKey(this.key.names[part], pointer, message);
      return this.unlessDuplicate(position, content, findDuplicateName(content.json) !== null, inKey?.reason ?? reason,
        inKey?.error ?? { pointer: shorten(pointer, MAX_POINTER_LENGTH), keyword, message });
    }
  }

  /** A name that stands twice is worse than anything else: one of the two values would be dropped silently. */
  private unlessDuplicate(position: Position, content: TextContent, duplicate: boolean, reason: RejectionReason, ...errors: RecordError[]) {
    if (!duplicate) return reject(position, content, reason, errors);
    const pointer = shorten(findDuplicateName(content.json) ?? '', MAX_POINTER_LENGTH);
    return reject(position, content, 'DUPLICATE_NAME', [{ pointer, keyword: 'unique-names', message: 'stands more than once in its object' }]);
  }

  private accept(position: Position, content: TextContent, found: FoundKey, item: Attributes): Assessment {
    const { survey } = this;
    const { index, offset, length } = position;
    const key = this.key.read(item, found.places);
    const reserved = findReservedName(item, key, this.key.names);
    if (reserved) return reject(position, content, 'RESERVED_NAME', [reserved]);

    const bound = this.itemSize(length) + this.keySize(key) + content.textSize;
    const hash = contentHash(survey.blanks === 0 ? content.bytes : survey.compact());
    for (const name of this.key.names) item[name] = key[name];
    item[CONTENT_HASH_ATTRIBUTE] = { S: hash };
    item[SOURCE_ATTRIBUTE] = { S: `${this.objectKey}#${index}` };
    const recordBase64 = content.text === null ? content.bytes.toString('base64') : null;
    const accepted = { index, offset, length, item, key, contentHash: hash, record: content.text, recordBase64 };
    // Base64 may take more than the text that is counted.
    if (bound <= MAX_ENTRY_SIZE && recordBase64 === null) return { accepted, rejected: null, size: bound };

    const size = jsonSize(accepted);
    if (size <= MAX_ENTRY_SIZE) return { accepted, rejected: null, size };
    const without = { ...accepted, record: null, recordBase64: null };
    const smaller = jsonSize(without);
    if (smaller <= MAX_ENTRY_SIZE) return { accepted: without, rejected: null, size: smaller };
    return reject(position, content, 'RECORD_TOO_LARGE', [
      finding('size', `makes an item of ${smaller} bytes of JSON; the workflow carries ${MAX_ENTRY_SIZE}, and DynamoDB 400 KB`),
    ]);
  }

  /** What an item and its frame have in bytes of JSON at most; counted, because to write them out takes half as long as to parse. */
  private itemSize(length: number): number {
    const { strings, members, containers, numbers, words, blanks } = this.survey;
    // {"S":…}, {"M":…} and {"L":…}, {"N":"…"}, {"BOOL":…} and {"NULL":true} around the values.
    return length - blanks + 6 * (strings - members + containers) + 8 * numbers + 9 * words + this.frame;
  }

  /** The same of its key, which stands there twice. */
  private keySize(key: Attributes): number {
    return this.key.names.reduce((size, name) => {
      const value = key[name] as { S?: string; N?: string };
      return size + 2 * (value.N?.length ?? LONGEST_ESCAPE * value.S!.length);
    }, 0);
  }

  /** What the text of a record has as a JSON string: quotes, backslashes, quotes behind backslashes and line ends are escaped. */
  private textSize(length: number): number {
    const { strings, backslashes, lineEnds } = this.survey;
    return length + 2 * strings + 2 * backslashes + lineEnds;
  }
}

function finding(keyword: string, message: string): RecordError {
  return { pointer: '', keyword, message };
}
