import { formatPointer } from '../../../../src/private/contract/json-pointer';
import type { RecordError, RecordOptions } from '../../../../src/private/contract/messages';
import { sameNumber } from '../../json/number';
import type { Attributes } from '../dynamodb-item';
import { Rejection } from '../rejection';

/** What the pipeline adds to an item. */
export interface OwnValues {
  readonly contentHash: string;
  /** The object key, and the index of the record in its file. */
  readonly source: string;
  /** Null if no record replaces an item. */
  readonly version: string | null;
}

/** The attributes that the pipeline adds to items, besides the table key. */
export class OwnAttributes {
  private readonly names: readonly string[];

  constructor(private readonly options: Pick<RecordOptions, 'attributes' | 'version'>) {
    const { attributes: { contentHash, source }, version } = options;
    this.names = [contentHash, source, ...(version === null ? [] : [version.attribute])];
  }

  /** Rejects an item that has a member where the pipeline writes an attribute. */
  public checkNames(item: Attributes, key: Attributes): Rejection | null {
    for (const name of this.names) {
      if (has(item, name)) return reserved(name, 'is the name of an attribute that the pipeline writes');
    }
    for (const name in key) {
      if (has(item, name) && !same(item[name], key[name])) {
        return reserved(name, 'is the name of the table\'s key attribute, but has another value than the key');
      }
    }
    return null;
  }

  public add(item: Attributes, key: Attributes, { contentHash, source, version }: OwnValues): void {
    const { attributes, version: versionOptions } = this.options;
    for (const name in key) item[name] = key[name];
    item[attributes.contentHash] = { S: contentHash };
    item[attributes.source] = { S: source };
    if (versionOptions !== null && version !== null) item[versionOptions.attribute] = { N: version };
  }
}

function reserved(name: string, message: string): Rejection {
  const error: RecordError = { pointer: formatPointer([name]), keyword: 'reserved-name', message };
  return new Rejection('RESERVED_NAME', error);
}

function has(item: Attributes, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(item, name);
}

function same(left: Attributes[string], right: Attributes[string]): boolean {
  if ('N' in left && 'N' in right) return sameNumber(left.N, right.N);
  return 'S' in left && 'S' in right && left.S === right.S;
}
