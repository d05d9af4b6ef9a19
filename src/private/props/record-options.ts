import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { assertKnown, assertString, isGiven } from './value-checks';
import type { TableKey, TableKeyAttribute } from '../../table-key';
import { assertPointer } from '../contract/json-pointer';
import { MAX_KEY_NAME_LENGTH } from '../contract/limits';
import type { KeyAttribute, RecordOptions } from '../contract/names';
import { CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE } from '../contract/names';
import { DEFAULT_RECORD_OPTIONS } from '../contract/record-defaults';
import { invalidProp, ValidationError } from '../contract/validation-error';

/** In bytes. Lambda allows 4 KB for all environment variables; the rest is for the others. */
const MAX_SIZE = 3500;

const EXAMPLE = 'For instance { partitionKey: { name: "id", pointers: ["/id"] } }.';

/** The props that say where files have records and their table keys, as the functions read them. */
export function resolveRecordOptions(recordsPointer: string | undefined, tableKey: TableKey | undefined): RecordOptions {
  const options = { recordsPointer: resolveRecordsPointer(recordsPointer), tableKey: resolveTableKey(tableKey) };
  const size = Buffer.byteLength(JSON.stringify(options));
  if (size > MAX_SIZE) {
    throw new ValidationError(`SalesDataPipeline: recordsPointer and tableKey must take at most ${MAX_SIZE} bytes of the functions' environment, which holds 4 KB, `
      + `but take ${size}. Give fewer pointers.`);
  }
  return options;
}

function resolveRecordsPointer(recordsPointer: string | undefined): string {
  if (!isGiven(recordsPointer)) {
    return DEFAULT_RECORD_OPTIONS.recordsPointer;
  }
  assertString('recordsPointer', recordsPointer);
  assertKnown('recordsPointer', recordsPointer);
  assertPointer('recordsPointer', recordsPointer);
  return recordsPointer;
}

function resolveTableKey(tableKey: TableKey | undefined): KeyAttribute[] {
  if (!isGiven(tableKey)) {
    return DEFAULT_RECORD_OPTIONS.tableKey;
  }
  const { partitionKey, sortKey } = tableKey;
  if (!partitionKey) {
    throw invalidProp('tableKey', tableKey, 'must have a partitionKey', EXAMPLE);
  }
  const attributes = [resolveAttribute('tableKey.partitionKey', partitionKey)];
  if (sortKey) {
    attributes.push(resolveAttribute('tableKey.sortKey', sortKey));
    if (sortKey.name === partitionKey.name) {
      throw invalidProp('tableKey.sortKey.name', sortKey.name, 'must differ from the name of the partition key', 'Choose another name.');
    }
  }
  return attributes;
}

function resolveAttribute(prop: string, attribute: TableKeyAttribute): KeyAttribute {
  if (typeof attribute !== 'object' || Array.isArray(attribute)) {
    throw invalidProp(prop, attribute, 'must have a name and pointers', EXAMPLE);
  }
  const { name, pointers } = attribute;
  const type = attribute.type ?? AttributeType.STRING;
  assertName(`${prop}.name`, name);
  if (type !== AttributeType.STRING && type !== AttributeType.NUMBER) {
    throw invalidProp(`${prop}.type`, type, 'must be AttributeType.STRING or AttributeType.NUMBER', 'JSON has no binary values.');
  }
  assertPointers(`${prop}.pointers`, pointers);
  return { name, type, pointers: [...pointers] };
}

function assertName(prop: string, name: string): void {
  assertString(prop, name, 'Give the name of the attribute in the table.');
  assertKnown(prop, name);
  if (name === '' || Buffer.byteLength(name) > MAX_KEY_NAME_LENGTH) {
    throw invalidProp(prop, name, `must be 1 to ${MAX_KEY_NAME_LENGTH} bytes long, which is DynamoDB's limit`, 'Choose another name.');
  }
  if (name === CONTENT_HASH_ATTRIBUTE || name === SOURCE_ATTRIBUTE) {
    throw invalidProp(prop, name, `must differ from the attributes that the pipeline adds ("${CONTENT_HASH_ATTRIBUTE}", "${SOURCE_ATTRIBUTE}")`, 'Choose another name.');
  }
  if (name === '__proto__') {
    throw invalidProp(prop, name, 'must differ from "__proto__", which JavaScript reserves', 'Choose another name.');
  }
}

function assertPointers(prop: string, pointers: string[]): void {
  assertKnown(prop, pointers);
  if (!Array.isArray(pointers) || pointers.length === 0) {
    throw invalidProp(prop, pointers, 'must be a list of at least one JSON pointer', 'For instance ["/order-info/OrderId"].');
  }
  pointers.forEach((pointer, i) => {
    assertString(`${prop}[${i}]`, pointer, 'For instance "/order-info/OrderId".');
    assertKnown(`${prop}[${i}]`, pointer);
    assertPointer(`${prop}[${i}]`, pointer);
    if (pointer === '') {
      throw invalidProp(`${prop}[${i}]`, pointer, 'must refer to a member of the record', 'For instance "/order-info/OrderId".');
    }
  });
}
