import type { App } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import type { SalesDataPipelineProps, TableKey, TableKeyAttribute } from '../../src';
import { RecordSchema } from '../../src';

/**
 * Lets the example be tried on files of one's own without changing it:
 * `cdk deploy -c schema=schema.json -c key=order_id:N=/order_id -c records=/sales/orders`.
 */
export function pipelineProps(app: App): SalesDataPipelineProps {
  const context = (name: string): string | undefined => app.node.tryGetContext(name) || undefined;
  const schema = context('schema');
  const key = context('key');
  return {
    schema: schema ? RecordSchema.fromFile(schema) : undefined,
    tableKey: key ? parseKey(key) : undefined,
    recordsPointer: app.node.tryGetContext('records'),
  };
}

/** `/a,/b`, or `name:S=/a,/b`, or two of the latter with a space between: partition key and sort key. */
function parseKey(text: string): TableKey {
  const [partitionKey, sortKey] = text.trim().split(/\s+/).map(parseKeyAttribute);
  return { partitionKey, sortKey };
}

function parseKeyAttribute(text: string): TableKeyAttribute {
  const [, name = 'orderId', type = 'S', pointers] = /^(?:([^/:=]+)(?::([SN]))?=)?(.+)$/.exec(text)!;
  return { name, type: type === 'N' ? AttributeType.NUMBER : AttributeType.STRING, pointers: pointers.split(',') };
}
