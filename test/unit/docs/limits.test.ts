import { assessBatch } from '../../../lambda-src/engine/assess/assess-batch';
import { STEP_FUNCTIONS_WORDS } from '../../../lambda-src/engine/assess/attribute-words';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';

/** The verdict on a record with this member: `accepted`, or the reason. */
async function outcome(member: string): Promise<string> {
  const bytes = Buffer.from(`{"order-info":{"OrderId":"1"},"member":${member}}`);
  const { accepted, rejected: [rejected] } = await assessBatch({
    source: { size: bytes.length, read: async (offset, end) => bytes.subarray(offset, end), async* stream() { yield bytes; } },
    batch: wholeFile(bytes.length),
    options: DEFAULT_RECORD_OPTIONS,
    validate: () => true,
    objectKey: 'orders.json',
    words: STEP_FUNCTIONS_WORDS,
  });
  return accepted.length === 1 ? 'accepted' : rejected.reason;
}

const text = (size: number) => JSON.stringify('x'.repeat(size));
/** Values that get longest in DynamoDB JSON. */
const digits = (size: number) => `[${'1,'.repeat(size / 2 - 1)}1]`;

test('a record of 39 KB always fits, a record of 199 KB fits if it is mostly text', async () => {
  expect(await outcome(digits(39_000))).toBe('accepted');
  expect(await outcome(text(199_000))).toBe('accepted');
  expect(await outcome(digits(41_000))).toBe('RECORD_TOO_LARGE');
  expect(await outcome(text(201_000))).toBe('RECORD_TOO_LARGE');
});
