import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { assertAttributeName, assertDistinct, resolveAttributeName } from './attribute-names';
import { assertKnown, assertString, isGiven } from './value-checks';
import { DuplicatePolicy } from '../../duplicate-policy';
import type { RecordVersion } from '../../record-version';
import type { SalesDataPipelineProps } from '../../sales-data-pipeline-props';
import type { TableKey, TableKeyAttribute } from '../../table-key';
import { assertPointer } from '../contract/json-pointer';
import type { KeyAttribute, RecordOptions, VersionOptions } from '../contract/names';
import { DEFAULT_ATTRIBUTES, DEFAULT_RECORD_OPTIONS, DEFAULT_VERSION_ATTRIBUTE } from '../contract/record-defaults';
import { assertRecordsPointer } from '../contract/records-pointer';
import { invalidProp, ValidationError } from '../contract/validation-error';

/** In bytes. Lambda allows 4 KB for all environment variables; the rest is for the others. */
const MAX_SIZE = 3500;

const EXAMPLE = 'For instance { partitionKey: { name: "id", pointers: ["/id"] } }.';

type RecordProps = Pick<SalesDataPipelineProps,
  'recordsPointer' | 'tableKey' | 'recordVersion' | 'contentHashAttribute' | 'sourceAttribute' | 'versionAttribute'>;

/** The props that say where files have records, their table keys and versions, and what is added to an item, as the functions read them. */
export function resolveRecordOptions(props: RecordProps, duplicatePolicy: DuplicatePolicy): RecordOptions {
  const options: RecordOptions = {
    recordsPointer: resolveRecordsPointer(props.recordsPointer),
    tableKey: resolveTableKey(props.tableKey),
    attributes: {
      contentHash: resolveAttributeName('contentHashAttribute', props.contentHashAttribute, DEFAULT_ATTRIBUTES.contentHash),
      source: resolveAttributeName('sourceAttribute', props.sourceAttribute, DEFAULT_ATTRIBUTES.source),
    },
    version: resolveVersion(props, duplicatePolicy),
  };
  assertDistinct(options);
  const size = Buffer.byteLength(JSON.stringify(options));
  if (size > MAX_SIZE) {
    throw new ValidationError(`SalesDataPipeline: recordsPointer, tableKey, recordVersion and the names of attributes must take at most ${MAX_SIZE} bytes `
      + `of the functions' environment, which holds 4 KB, but take ${size}. Give fewer pointers.`);
  }
  return options;
}

function resolveVersion({ recordVersion, versionAttribute }: RecordProps, duplicatePolicy: DuplicatePolicy): VersionOptions | null {
  if (duplicatePolicy !== DuplicatePolicy.OVERWRITE) {
    for (const [prop, value] of Object.entries({ recordVersion, versionAttribute })) {
      if (isGiven(value)) {
        throw invalidProp(prop, value, 'must be left out unless duplicatePolicy is DuplicatePolicy.OVERWRITE, because no other policy compares versions',
          'Leave it out, or set duplicatePolicy: DuplicatePolicy.OVERWRITE.');
      }
    }
    return null;
  }
  return {
    attribute: resolveAttributeName('versionAttribute', versionAttribute, DEFAULT_VERSION_ATTRIBUTE),
    pointers: isGiven(recordVersion) ? resolveVersionPointers(recordVersion) : [],
  };
}

function resolveVersionPointers(recordVersion: RecordVersion): string[] {
  if (typeof recordVersion !== 'object' || Array.isArray(recordVersion)) {
    throw invalidProp('recordVersion', recordVersion, 'must have pointers', 'For instance { pointers: ["/updated_at"] }.');
  }
  assertPointers('recordVersion.pointers', recordVersion.pointers, '/updated_at');
  return [...recordVersion.pointers];
}

function resolveRecordsPointer(recordsPointer: string | undefined): string {
  if (!isGiven(recordsPointer)) {
    return DEFAULT_RECORD_OPTIONS.recordsPointer;
  }
  assertString('recordsPointer', recordsPointer);
  assertKnown('recordsPointer', recordsPointer);
  assertRecordsPointer('recordsPointer', recordsPointer);
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
  }
  return attributes;
}

function resolveAttribute(prop: string, attribute: TableKeyAttribute): KeyAttribute {
  if (typeof attribute !== 'object' || Array.isArray(attribute)) {
    throw invalidProp(prop, attribute, 'must have a name and pointers', EXAMPLE);
  }
  const { name, pointers } = attribute;
  const type = attribute.type ?? AttributeType.STRING;
  assertAttributeName(`${prop}.name`, name);
  if (type !== AttributeType.STRING && type !== AttributeType.NUMBER) {
    throw invalidProp(`${prop}.type`, type, 'must be AttributeType.STRING or AttributeType.NUMBER', 'JSON has no binary values.');
  }
  assertPointers(`${prop}.pointers`, pointers);
  return { name, type, pointers: [...pointers] };
}

/** `*` needs no check: any name is one. */
export function resolveSensitiveMembers(pointers: string[] | undefined): string[] {
  if (!isGiven(pointers) || (Array.isArray(pointers) && pointers.length === 0)) {
    return [];
  }
  assertPointers('sensitiveMembers', pointers, '/contact-info/email');
  return [...pointers];
}

function assertPointers(prop: string, pointers: string[], example = '/order-info/OrderId'): void {
  assertKnown(prop, pointers);
  if (!Array.isArray(pointers) || pointers.length === 0) {
    throw invalidProp(prop, pointers, 'must be a list of at least one JSON pointer', `For instance ["${example}"].`);
  }
  pointers.forEach((pointer, i) => {
    assertString(`${prop}[${i}]`, pointer, `For instance "${example}".`);
    assertKnown(`${prop}[${i}]`, pointer);
    assertPointer(`${prop}[${i}]`, pointer);
    if (pointer === '') {
      throw invalidProp(`${prop}[${i}]`, pointer, 'must refer to a member of the record', `For instance "${example}".`);
    }
  });
}
