import type { KeyAttribute, RecordError } from '../contract';
import type { Attributes } from './dynamodb-item';
import { parsePointer, resolvePointer } from './pointer';

/** In bytes of UTF-8. */
const MAX_LENGTHS = [2048, 1024];

interface Place {
  readonly pointer: string;
  readonly segments: string[];
}

export type KeyFinding = { readonly pointers: string[] } | { readonly reason: 'MISSING_KEY' | 'INVALID_KEY'; readonly error: RecordError };

/** Finds the values of a table's key in a record. */
export class TableKey {
  public readonly names: string[];
  private readonly places: Place[][];

  constructor(private readonly attributes: readonly KeyAttribute[]) {
    this.names = attributes.map(({ name }) => name);
    this.places = attributes.map(({ pointers }) => pointers.map((pointer) => ({ pointer, segments: parsePointer(pointer) })));
  }

  /** Where the record holds its key, or why that is none. */
  public find(record: unknown): KeyFinding {
    const found: string[] = [];
    for (let k = 0; k < this.attributes.length; k++) {
      const { name, type, pointers } = this.attributes[k];
      let value: unknown;
      const place = this.places[k].find(({ segments }) => (value = resolvePointer(record, segments)) !== undefined);
      if (!place) {
        const where = pointers.length === 1 ? pointers[0] : `any of ${pointers.slice(0, 6).join(', ')}${pointers.length > 6 ? ', …' : ''}`;
        const error = { pointer: pointers[0] ?? '', keyword: 'table-key', message: `the table's key attribute ${name} is not at ${where}` };
        return { reason: 'MISSING_KEY', error };
      }
      const wrong = type === 'S' ? wrongString(value, MAX_LENGTHS[k]) : wrongNumber(value);
      if (wrong) {
        return { reason: 'INVALID_KEY', error: { pointer: place.pointer, keyword: 'table-key', message: `the table's key attribute ${name} ${wrong}` } };
      }
      found.push(place.pointer);
    }
    return { pointers: found };
  }

  /** The key as attributes. Read from the item, where numbers are as they are written. */
  public read(item: Attributes, pointers: readonly string[]): Attributes {
    const key: Attributes = {};
    this.places.forEach((places, k) => {
      const { segments } = places.find(({ pointer }) => pointer === pointers[k])!;
      key[this.names[k]] = segments.reduce<unknown>((value, segment) => inside(value, segment), { M: item }) as Attributes[string];
    });
    return key;
  }
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
