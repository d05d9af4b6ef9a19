import { parsePointer, resolvePointer } from '../../../../src/private/contract/json-pointer';
import { MAX_MESSAGE_LENGTH } from '../../../../src/private/contract/limits';
import type { KeyAttribute } from '../../../../src/private/contract/messages';
import type { Attributes } from '../dynamodb-item';
import { Rejection } from '../rejection';
import { shorten } from '../shorten';

/** DynamoDB's limits for the values of partition key and sort key, in bytes of UTF-8. */
const MAX_LENGTHS = [2048, 1024];
/** Pointers that the message about a missing key names at most. */
const MAX_POINTERS_NAMED = 6;

/** Where a record may have a part of its table key. */
export interface Place {
  readonly pointer: string;
  readonly segments: string[];
}

/** A record in which the table key has been found. */
export interface KeyedRecord {
  readonly record: Record<string, unknown>;
  /** Of each part of the key. */
  readonly places: Place[];
}

interface Part {
  readonly name: string;
  readonly type: 'S' | 'N';
  readonly maxLength: number;
  readonly places: Place[];
}

/** Finds the table key of each record: one part, or two with a sort key. */
export class TableKey {
  /** Names of the key's attributes. */
  public readonly names: string[];
  private readonly parts: Part[];

  constructor(attributes: readonly KeyAttribute[]) {
    this.names = attributes.map(({ name }) => name);
    this.parts = attributes.map(({ name, type, pointers }, k) => ({
      name, type, maxLength: MAX_LENGTHS[k], places: pointers.map((pointer) => ({ pointer, segments: parsePointer(pointer) })),
    }));
  }

  /** Where the record has its key: the first place of each part that has a value. */
  public find(record: Record<string, unknown>): KeyedRecord | Rejection {
    const places: Place[] = [];
    for (const part of this.parts) {
      let value: unknown;
      const place = part.places.find(({ segments }) => (value = resolvePointer(record, segments)) !== undefined);
      if (!place) return missing(part);
      const wrong = part.type === 'S' ? wrongString(value, part.maxLength) : wrongNumber(value);
      if (wrong !== undefined) return invalid(part, place, wrong);
      places.push(place);
    }
    return { record, places };
  }

  /** The key as attributes, taken from the item: there numbers are as the record has them. */
  public read(item: Attributes, places: readonly Place[]): Attributes {
    const key: Attributes = {};
    for (let k = 0; k < places.length; k++) {
      let value: unknown = { M: item };
      for (const segment of places[k].segments) value = inside(value, segment);
      key[this.names[k]] = value as Attributes[string];
    }
    return key;
  }

  /** The rejection of a record in which the value at `pointer` is wrong; null where that value is not part of the key. */
  public rejectionAt(pointer: string, places: readonly Place[], wrong: string): Rejection | null {
    const part = places.findIndex((place) => place.pointer === pointer);
    return part < 0 ? null : invalid(this.parts[part], places[part], wrong);
  }
}

function missing({ name, places }: Part): Rejection {
  const named = places.slice(0, MAX_POINTERS_NAMED).map(({ pointer }) => pointer || 'the record itself').join(', ');
  const message = shorten(`the table's key attribute ${name} is not there: add it, or its pointer to tableKey; looked at ${named}${places.length > MAX_POINTERS_NAMED ? ', …' : ''}`, MAX_MESSAGE_LENGTH);
  return new Rejection('MISSING_KEY', { pointer: places[0]?.pointer ?? '', keyword: 'table-key', message });
}

function invalid({ name }: Part, { pointer }: Place, wrong: string): Rejection {
  return new Rejection('INVALID_KEY', { pointer, keyword: 'table-key', message: `the table's key attribute ${name} ${wrong}` });
}

function inside(value: unknown, segment: string): unknown {
  const { L: list, M: map } = value as { L?: unknown[]; M?: Record<string, unknown> };
  return list ? list[Number(segment)] : map![segment];
}

function wrongString(value: unknown, maxLength: number): string | undefined {
  if (typeof value === 'number') return 'is a number, but the type of the key is string: write it as a string, or set type NUMBER';
  if (typeof value !== 'string') return `is ${typeOf(value)}, but the type of the key is string: write a string`;
  if (value === '') return 'is an empty string, which DynamoDB does not accept as a key: write a value';
  return value.length > maxLength / 3 && Buffer.byteLength(value) > maxLength ? `has more than the ${maxLength} bytes that DynamoDB allows: shorten it` : undefined;
}

function wrongNumber(value: unknown): string | undefined {
  if (typeof value === 'number') return undefined;
  if (typeof value === 'string') return 'is a string, but the type of the key is number: write it without quotes, or set type STRING';
  return `is ${typeOf(value)}, but the type of the key is number: write a number`;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : 'true or false';
}
