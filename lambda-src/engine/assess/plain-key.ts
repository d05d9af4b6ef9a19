import type { AttributeValue } from '../../../src/private/contract/messages';

/** The values of a table key as text. A JavaScript number could change a number's digits. */
export function plainKey(key: Record<string, AttributeValue>): Record<string, string> {
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [name, 'N' in value ? value.N : (value as { S: string }).S]));
}
