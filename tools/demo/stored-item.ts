import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** A table's item as JSON to read. Numbers stay as they are stored: JavaScript's would lose digits. */
export function printItem(item: Record<string, AttributeValue>): string {
  return object(item, '');
}

function object(map: Record<string, AttributeValue>, indent: string): string {
  const lines = Object.entries(map).map(([name, value]) => `${indent}  ${JSON.stringify(name)}: ${print(value, `${indent}  `)}`);
  return lines.length > 0 ? `{\n${lines.join(',\n')}\n${indent}}` : '{}';
}

function print(value: AttributeValue, indent: string): string {
  if (value.M !== undefined) return object(value.M, indent);
  if (value.L !== undefined) {
    const lines = value.L.map((each) => `${indent}  ${print(each, `${indent}  `)}`);
    return lines.length > 0 ? `[\n${lines.join(',\n')}\n${indent}]` : '[]';
  }
  if (value.N !== undefined) return value.N;
  if (value.NULL !== undefined) return 'null';
  return JSON.stringify(value.S ?? value.BOOL ?? value.SS ?? value.NS ?? 'binary');
}
