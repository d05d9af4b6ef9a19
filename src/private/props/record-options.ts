import { Token } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { assertPointer } from './json-pointer';
import { invalidProp } from './prop-error';
import { assertText } from './type-checks';
import { ValidationError } from './validation-error';
import type { TableKey, TableKeyAttribute } from '../../table-key';
import { CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE } from '../contract/names';
import type { KeyAttribute, RecordOptions } from '../contract/names';
import { DEFAULT_RECORD_OPTIONS } from '../contract/record-defaults';

/** Of what Lambda allows for all variables, 4 KB, some is kept for the others. */
const MAX_SIZE = 3500;

const EXAMPLE = 'For instance { partitionKey: { name: "id", pointers: ["/id"] } }.';

/** Checks the props that say where things are in a file, and brings them into the form that the Lambda reads. */
export function recordOptions(recordsPointer = DEFAULT_RECORD_OPTIONS.recordsPointer, tableKey?: TableKey): RecordOptions {
  assertKnown('recordsPointer', recordsPointer);
  assertPointer('recordsPointer', recordsPointer);
  const options = { recordsPointer, tableKey: tableKey ? keyAttributes(tableKey) : DEFAULT_RECORD_OPTIONS.tableKey };
  const size = Buffer.byteLength(JSON.stringify(options));
  if (size > MAX_SIZE) {
    throw new ValidationError(`SalesDataPipeline: recordsPointer and tableKey take ${size} bytes of the functions' environment, which holds 4 KB in all; `
      + `they must take at most ${MAX_SIZE}. Name fewer pointers.`);
  }
  return options;
}

function keyAttributes(tableKey: TableKey): KeyAttribute[] {
  if (typeof tableKey !== 'object' || !tableKey.partitionKey) {
    throw invalidProp('tableKey', tableKey, 'must have a partitionKey', EXAMPLE);
  }
  const attributes = [keyAttribute('tableKey.partitionKey', tableKey.partitionKey)];
  if (tableKey.sortKey) {
    attributes.push(keyAttribute('tableKey.sortKey', tableKey.sortKey));
    if (tableKey.sortKey.name === tableKey.partitionKey.name) {
      throw invalidProp('tableKey.sortKey.name', tableKey.sortKey.name, 'must differ from the name of the partition key',
        'Give the sort key an attribute of its own.');
    }
  }
  return attributes;
}

function keyAttribute(prop: string, attribute: TableKeyAttribute): KeyAttribute {
  if (typeof attribute !== 'object' || Array.isArray(attribute)) {
    throw invalidProp(prop, attribute, 'must have a name and pointers', EXAMPLE);
  }
  const { name, pointers } = attribute;
  const type = attribute.type ?? AttributeType.STRING;
  assertText(`${prop}.name`, name, 'It is the name of the attribute in the table.');
  assertKnown(`${prop}.name`, name);
  if (name.length === 0 || Buffer.byteLength(name) > 255) {
    throw invalidProp(`${prop}.name`, name, 'must be 1 to 255 bytes long, which is DynamoDB\'s limit for a key', 'Choose another name.');
  }
  if (name === CONTENT_HASH_ATTRIBUTE || name === SOURCE_ATTRIBUTE || name === '__proto__') {
    throw invalidProp(`${prop}.name`, name, `must be none of JavaScript's own and none of the attributes that the pipeline adds itself ("${CONTENT_HASH_ATTRIBUTE}", "${SOURCE_ATTRIBUTE}")`,
      'Choose another name.');
  }
  if (type !== AttributeType.STRING && type !== AttributeType.NUMBER) {
    throw invalidProp(`${prop}.type`, type, 'must be AttributeType.STRING or AttributeType.NUMBER', 'JSON has no binary values.');
  }
  assertKnown(`${prop}.pointers`, pointers);
  if (!Array.isArray(pointers) || pointers.length === 0) {
    throw invalidProp(`${prop}.pointers`, pointers, 'must name at least one place in a record', 'For instance ["/order-info/OrderId"].');
  }
  pointers.forEach((pointer, i) => {
    assertText(`${prop}.pointers[${i}]`, pointer, 'For instance "/order-info/OrderId".');
    assertKnown(`${prop}.pointers[${i}]`, pointer);
    assertPointer(`${prop}.pointers[${i}]`, pointer);
    if (pointer === '') {
      throw invalidProp(`${prop}.pointers[${i}]`, pointer, 'must lead to a member of the record', 'For instance "/order-info/OrderId".');
    }
  });
  return { name, type, pointers: [...pointers] };
}

/** These are compared with records, and checked, before there is a deployment that could know them. */
function assertKnown(prop: string, value: unknown): void {
  if (Token.isUnresolved(value)) {
    throw new ValidationError(`SalesDataPipeline: ${prop} must be known at synth, but is a token, whose value is known at deployment only. `
      + 'Write the value itself, or take it from the context of the app.');
  }
}
