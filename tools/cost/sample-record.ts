import type { AttributeValue } from '../../src/private/contract/messages';

/** An order of eight lines: some 900 bytes, and as an item under the 1 KB of one write unit. */
export function sampleRecord(number: number): string {
  const lines = Array.from({ length: 8 }, (_, line) => ({
    'item-id': String(100_000 + (number * 7 + line * 977) % 900_000), 'item-desc': 'Sweatshirt, grey multicolor, XL', 'qty': 1 + line, 'price': 24.95,
  }));
  return JSON.stringify({
    'contact-info': { name: 'Mary Major', email: 'mary.major@example.com', phone: '+1 206 555 0100', city: 'Seattle' },
    'order-info': { 'OrderId': String(number).padStart(9, '0'), 'order-date': '2026-11-22T10:30:00Z', 'total': 374.25, lines },
  });
}

/** What DynamoDB counts of an item, in bytes. */
export function itemSize(item: Record<string, AttributeValue>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return Math.ceil(value.N.replace(/\D/g, '').length / 2) + 1;
  if ('L' in value) return 3 + value.L.reduce((sum, element) => sum + 1 + valueSize(element), 0);
  if ('M' in value) return 3 + itemSize(value.M) + Object.keys(value.M).length;
  return 1;
}
