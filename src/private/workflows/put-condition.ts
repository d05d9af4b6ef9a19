import { jsonataConstant, jsonataOutput } from '../contract/jsonata';
import type { RecordOptions } from '../contract/messages';

/** Parameters of PutItem that say when an item may be put. */
export interface PutCondition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: { readonly [placeholder: string]: string };
  readonly ExpressionAttributeValues?: { readonly [placeholder: string]: { readonly N: string } };
  /** The replaced item, which costs nothing. */
  readonly ReturnValues?: 'ALL_OLD';
}

/**
 * An item may be put if its table key is free, or if the stored item is older: in the one case where records have no
 * versions, in the other where they have. An item without a version is older than any other.
 */
export function putCondition({ tableKey: [partitionKey], version }: RecordOptions, versionOfRecord: string): PutCondition {
  if (version === null) {
    return { ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': jsonataConstant(partitionKey.name) } };
  }
  return {
    ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
    ExpressionAttributeNames: { '#version': jsonataConstant(version.attribute) },
    ExpressionAttributeValues: { ':version': { N: jsonataOutput(versionOfRecord) } },
    ReturnValues: 'ALL_OLD',
  };
}
