import type { Assessment } from './assessment';
import type { AttributeWords } from './attribute-words';
import { DYNAMODB_WORDS } from './attribute-words';
import { ContentHash } from './content-hash';
import { preferDuplicateName } from './duplicate-name';
import type { Attributes } from './dynamodb-item';
import { acceptedFrame, fits, itemBound, keyBound, textBound } from './json-size';
import type { Content } from './rejected-record';
import { rejectedRecord } from './rejected-record';
import { Rejection } from './rejection';
import { decode } from './stages/decode';
import { inspect } from './stages/inspect';
import { ItemStage } from './stages/item';
import type { KeyedRecord } from './stages/key';
import { TableKey } from './stages/key';
import { OwnAttributes } from './stages/own-attributes';
import type { ParsedRecord } from './stages/parse';
import { parse } from './stages/parse';
import { checkSize } from './stages/size';
import { validate } from './stages/validate';
import { RecordVersion } from './stages/version';
import { damaged, tooLong } from './unread-record';
import type { UploadVersion } from './upload-version';
import { MAX_RECORD_LENGTH } from '../../../src/private/contract/limits';
import type { Position, RecordOptions, RecordValidator } from '../../../src/private/contract/messages';
import { Survey } from '../bytes/survey';
import type { Extent } from '../scan/scanner';

/**
 * Assesses records one by one. A record passes these stages until one of them rejects it: decode, parse, inspect,
 * validate, key, item, own attributes, version, size. Each stage is a file in stages/.
 */
export class RecordAssessor {
  private readonly survey = new Survey();
  private readonly tableKey: TableKey;
  private readonly items: ItemStage;
  private readonly ownAttributes: OwnAttributes;
  private readonly version: RecordVersion | null;
  private readonly contentHash = new ContentHash();
  /** Upper bound of what is the same around every record, in bytes of JSON. */
  private readonly frame: number;

  constructor(
    options: RecordOptions,
    private readonly validator: RecordValidator,
    private readonly objectKey: string,
    words: AttributeWords = DYNAMODB_WORDS,
    uploadVersion: () => UploadVersion = noUpload,
  ) {
    this.tableKey = new TableKey(options.tableKey);
    this.items = new ItemStage(this.survey, this.tableKey, words);
    this.ownAttributes = new OwnAttributes(options);
    this.version = options.version && new RecordVersion(options.version, uploadVersion);
    this.frame = acceptedFrame(objectKey, options);
  }

  /** The verdict on what the scanner has found; `bytes` is null where the reader has not kept them. */
  public assessExtent(extent: Extent, bytes: Uint8Array | null): Assessment;
  /** The same; null, without parsing, where the record as an item may not fit into `room` bytes of JSON. */
  public assessExtent(extent: Extent, bytes: Uint8Array | null, room: number): Assessment | null;
  public assessExtent(extent: Extent, bytes: Uint8Array | null, room = Infinity): Assessment | null {
    if (bytes === null) return tooLong(extent);
    return extent.kind === 'damaged' ? damaged(extent, asBuffer(bytes)) : this.assessRecord(extent, bytes, room);
  }

  private assessRecord(position: Position, bytes: Uint8Array, room: number): Assessment | null {
    if (position.length > MAX_RECORD_LENGTH) return tooLong(position);
    const survey = this.survey.of(bytes);
    const textSize = textBound(survey, bytes.length);
    const bound = this.frame + itemBound(survey, bytes.length) + textSize;
    // A record that fits no answer at all may become a small dead letter.
    if (bound > room && fits(bound)) return null;

    const buffer = asBuffer(bytes);
    const text = decode(buffer, survey);
    if (text instanceof Rejection) return rejectedRecord(position, { bytes: buffer, text: null, textSize: null }, text);
    const parsed = parse(text);
    if (parsed instanceof Rejection) return rejectedRecord(position, { bytes: buffer, text: text.sendable, textSize: null }, parsed);

    const content = { bytes: buffer, text: text.sendable, textSize };
    const outcome = this.assessParsed(position, content, parsed, bound);
    return outcome instanceof Rejection ? rejectedRecord(position, content, outcome) : outcome;
  }

  private assessParsed(position: Position, content: Content, parsed: ParsedRecord, bound: number): Assessment | Rejection {
    const found = this.findKey(parsed);
    if (found instanceof Rejection) return preferDuplicateName(found, parsed, this.survey);
    const item = this.items.itemOf(found, parsed.text);
    if (item instanceof Rejection) return item;
    return this.complete(position, content, item, this.tableKey.read(item, found.places), bound);
  }

  /** Stages that leave the parsed tree as it is. */
  private findKey({ tree }: ParsedRecord): KeyedRecord | Rejection {
    const tooDeep = inspect(this.survey);
    if (tooDeep !== null) return tooDeep;
    const record = validate(tree, this.validator);
    if (record instanceof Rejection) return record;
    return this.tableKey.find(record);
  }

  /** Stages of an item whose names are unique. */
  private complete({ index, offset, length }: Position, { bytes, text }: Content, item: Attributes, key: Attributes, bound: number) {
    const reserved = this.ownAttributes.checkNames(item, key);
    if (reserved !== null) return reserved;
    const version = this.version && this.version.of(item, index);
    if (version instanceof Rejection) return version;
    const contentHash = this.contentHash.of(item);
    this.ownAttributes.add(item, key, { contentHash, source: `${this.objectKey}#${index}`, version });
    const recordBase64 = text === null ? bytes.toString('base64') : null;
    return checkSize({ index, offset, length, item, key, contentHash, version, record: text, recordBase64 }, bound + keyBound(key));
  }
}

function noUpload(): never {
  throw new Error('the versions of these records are those of their upload, which is not known here');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
