import { letter } from './fake-pipeline';
import type { Letter, OtherMessage } from '../../../../cli/operate/dead-letters/message';
import type { HistoryRow } from '../../../../src/private/contract/messages';

const NAMES = ['Ada Byron', 'José Álvarez', 'Łucja Żak', 'Amara Okafor', "Kim O'Neil", 'Noor el-Amin'];
const ITEMS = ['Tea, loose', 'Cable 2 m', 'Lamp', 'Größe XL', 'Paper A4', 'Laptop 14″'];
const MINUTE = 60_000;

/** A night in a shop: one supplier leaves contact-info out, another writes currencies in small letters, some records are broken. */
export function night({ now = Date.now(), missing = 412, currency = 15, broken = 3 } = {}): Letter[] {
  const at = (minutes: number): Date => new Date(now - minutes * MINUTE);
  return [
    ...Array.from({ length: missing }, (_, i) => letter({
      key: `in/orders-0${417 + Math.floor(i / 130)}.json`,
      index: i * 3 + 16,
      sent: at(400 - i / 2),
      record: order(10_417 + i * 3, { contact: false }),
    })),
    ...Array.from({ length: currency }, (_, i) => letter({
      key: 'in/wholesale/2026-11-27.json', index: i * 7, sent: at(95 - i), record: order(88_000 + i, { currency: 'eur' }),
    })),
    ...Array.from({ length: broken }, (_, i) => letter({
      key: 'in/orders-0418.json',
      index: 40 + i,
      sent: at(33 - i),
      reason: 'MALFORMED_JSON',
      record: order(700 + i).replace('"order-info":', '"order-info" '),
      errors: [{ pointer: '', keyword: 'json', message: 'must be valid JSON: a colon is missing' }],
    })),
  ];
}

export function order(n: number, { contact = true, currency = 'EUR' } = {}): string {
  const name = NAMES[n % NAMES.length];
  const person = contact ? `"contact-info": {"name": "${name}", "email": "c${n}@shop.example"},\n  ` : '';
  return `{\n  ${person}"order-info": {\n    "OrderId": "A-${n}",\n    "currency": "${currency}",\n    "total": ${(n % 900) + 12}.50,\n    "lines": [{"item": "${ITEMS[n % ITEMS.length]}", "qty": ${1 + (n % 9)}}]\n  }\n}`;
}

export const FOREIGN: readonly OtherMessage[] = [
  { kind: 'other-pipeline', what: 'A dead letter of the pipeline Returns', message: { messageId: 'm1', body: '{}', attributes: {}, sent: new Date() } },
];

export function files(now = Date.now()): HistoryRow[] {
  const row = (key: string, minutes: number, rest: Partial<HistoryRow>): HistoryRow => ({
    day: '',
    upload: '',
    status: 'processed',
    pipeline: 'Sales',
    bucket: 'shop-uploads',
    key,
    etag: '"e"',
    bytes: 48_211,
    execution: 'arn',
    expires: 0,
    uploaded: new Date(now - minutes * MINUTE).toISOString(),
    begun: new Date(now - minutes * MINUTE + 900).toISOString(),
    ...rest,
  });
  const counts = { inserted: 0, replaced: 0, repeated: 0, superseded: 0, rejected: 0, conflicts: 0 };
  return [
    row('in/orders-0421.json', 1, { status: 'processing', bytes: 912_004_113 }),
    row('in/corrections/01JDESK0000000000000000000.json', 3, { ...counts, records: 12, inserted: 12, durationMs: 1_840, bytes: 3_911 }),
    row('in/wholesale/2026-11-27.json', 95, { ...counts, records: 4_310, inserted: 4_201, repeated: 94, rejected: 15, durationMs: 9_210, bytes: 1_201_775 }),
    row('in/orders-0420.json', 201, { ...counts, records: 130, inserted: 108, rejected: 22, durationMs: 2_410 }),
    row('in/orders-0419.json', 265, { ...counts, records: 402, inserted: 272, rejected: 130, durationMs: 3_003, bytes: 97_400 }),
    row('in/orders-0418.json', 330, { ...counts, records: 391, inserted: 252, superseded: 6, rejected: 133, durationMs: 2_870, bytes: 96_310 }),
    row('in/orders-0417.json', 396, { ...counts, records: 1_204, inserted: 1_074, rejected: 130, durationMs: 4_120, bytes: 290_001 }),
    row('in/catalogue.pdf.json', 420, { status: 'failed', reason: 'FILE_UNREADABLE', message: 'the file is a PDF document; it has to be JSON', durationMs: 610, bytes: 2_400_120 }),
  ];
}
