import { assertKnown, assertString, isGiven } from './value-checks';
import { MAX_KEY_NAME_LENGTH } from '../contract/limits';
import type { RecordOptions } from '../contract/names';
import { invalidProp } from '../contract/validation-error';

const CHOOSE = 'Choose another name.';
const SURROGATE = /\p{Surrogate}/u;

/** Throws for a name that an attribute of an item can't have. */
export function assertAttributeName(prop: string, name: string): void {
  assertString(prop, name, 'Give the name of the attribute in the table.');
  assertKnown(prop, name);
  if (name === '' || Buffer.byteLength(name) > MAX_KEY_NAME_LENGTH) {
    throw invalidProp(prop, name, `must be 1 to ${MAX_KEY_NAME_LENGTH} bytes long, which is DynamoDB's limit`, CHOOSE);
  }
  if (SURROGATE.test(name)) {
    throw invalidProp(prop, name, 'must not have half of a surrogate pair, which UTF-8 cannot encode', CHOOSE);
  }
  if (name === '__proto__') {
    throw invalidProp(prop, name, 'must differ from "__proto__", which JavaScript reserves', CHOOSE);
  }
}

/** The name of an attribute that the pipeline adds. */
export function resolveAttributeName(prop: string, name: string | undefined, byDefault: string): string {
  if (!isGiven(name)) {
    return byDefault;
  }
  assertAttributeName(prop, name);
  return name;
}

/** Throws if two attributes of an item would have the same name. */
export function assertDistinct({ tableKey, attributes, version }: Omit<RecordOptions, 'recordsPointer'>): void {
  const [partitionKey, sortKey] = tableKey;
  const all: Array<[prop: string, name: string | undefined]> = [
    ['contentHashAttribute', attributes.contentHash],
    ['sourceAttribute', attributes.source],
    ['versionAttribute', version?.attribute],
    ['tableKey.partitionKey.name', partitionKey.name],
    ['tableKey.sortKey.name', sortKey?.name],
  ];
  const props = new Map<string, string>();
  for (const [prop, name] of all) {
    if (name === undefined) continue;
    const other = props.get(name);
    if (other !== undefined) {
      throw invalidProp(prop, name, `must differ from ${other}, which is also "${name}"`, CHOOSE);
    }
    props.set(name, prop);
  }
}

/** Names of the attributes of an item that say which record it is: table key, content hash, source, version. */
export function identifyingAttributes({ tableKey, attributes, version }: Omit<RecordOptions, 'recordsPointer'>): string[] {
  return [...tableKey.map(({ name }) => name), attributes.contentHash, attributes.source, ...(version ? [version.attribute] : [])];
}
