import type { Attributes } from './dynamodb-item';
import type { KeyAttribute, RecordError } from '../../../src/private/contract/messages';
import { parsePointer, resolvePointer } from '../json/pointer';

/** Of the partition key and the sort key, in bytes of UTF-8. */
const MAX_LENGTHS = [2048, 1024];
const MAX_POINTERS_NAMED = 6;

interface Place {
  readonly pointer: string;
  readonly segments: string[];
}

interface Part {
  readonly name: string;
  readonly type: 'S' | 'N';
  readonly maxLength: number;
  readonly places: Place[];
}

/** Where the parts of a record's key are, or why it has none. */
export type KeyFinding = { readonly places: Place[] } | { readonly reason: 'MISSING_KEY' | 'INVALID_KEY'; readonly error: RecordError };

/** Finds the values of a table's key in records. */
export class TableKey {
  public readonly names: string[];
  private readonly parts: Part[];

  constructor(attributes: readonly KeyAttribute[]) {
    this.names = attributes.map(({ name }) => name);
    this.parts = attributes.map(({ name, type, pointers }, k) => ({
      name, type, maxLength: MAX_LENGTHS[k], places: pointers.map((pointer) => ({ pointer, segments: parsePointer(pointer) })),
    }));
  }

  public find(record: unknown): KeyFinding {
    const found: Place[] = [];
    for (const part of this.parts) {
      let value: unknown;
      const place = part.places.find(({ segments }) => (value = resolvePointer(record, segments)) !== undefined);
      if (!place) return missing(part);
      const wrong = part.type === 'S' ? wrongString(value, part.maxLength) : wrongNumber(value);
      if (wrong !== undefined) return invalidKey(part.name, place.pointer, wrong);
      found.push(place);
    }
    return { places: found };
  }

  /** The key as attributes. Taken from the item, where numbers are as they are written. */
  public read(item: Attributes, places: readonly Place[]): Attributes {
    const key: Attributes = {};
    for (let k = 0; k < places.length; k++) {
      let value: unknown = { M: item };
      for (const segment of places[k].segments) value = inside(value, segment);
      key[this.names[k]] = value as Attributes[string];
    }
    return key;
  }
}

export function invalidKey(name: string, pointer: string, wrong: string): { reason: 'INVALID_KEY'; error: RecordError } {
  return { reason: 'INVALID_KEY', error: { pointer, keyword: 'table-key', message: `the table's key attribute ${name} ${wrong}` } };
}

function missing({ name, places }: Part): KeyFinding {
  const named = places.slice(0, MAX_POINTERS_NAMED).map(({ pointer }) => pointer || 'the record itself').join(', ');
  const message = `the table's key attribute ${name} is not there: looked at ${named}${places.length > MAX_POINTERS_NAMED ? ', …' : ''}`;
  return { reason: 'MISSING_KEY', error: { pointer: places[0]?.pointer ?? '', keyword: 'table-key', message } };
}

function inside(value: unknown, segment: string): unknown {
  const { L: list, M: map } = value as { L?: unknown[]; M?: Record<string, unknown> };
  return list ? list[Number(segment)] : map![segment];
}

function wrongString(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string') return 'must be a string';
  if (value === '') return 'must not be empty';
  return value.length > maxLength / 3 && Buffer.byteLength(value) > maxLength ? `must not have more than ${maxLength} bytes` : undefined;
}

function wrongNumber(value: unknown): string | undefined {
  return typeof value === 'number' ? undefined : 'must be a number';
}
