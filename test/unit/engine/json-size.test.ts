import { ACCEPTED_FRAME, jsonSize, REJECTED_FRAME } from '../../../lambda-src/engine/assess/json-size';
import type { AcceptedRecord, RejectedRecord } from '../../../src/private/contract/messages';

/** The largest numbers that a position can have. */
const position = { index: Number.MAX_SAFE_INTEGER, offset: Number.MAX_SAFE_INTEGER, length: Number.MAX_SAFE_INTEGER };

test('ACCEPTED_FRAME covers the JSON around an accepted record', () => {
  const hash = 'x'.repeat(22);
  const accepted: AcceptedRecord = {
    ...position,
    item: { a: { S: '' }, b: { N: '' }, _contentHash: { S: hash }, _source: { S: `#${position.index}` } },
    key: { a: { S: '' }, b: { N: '' } },
    contentHash: hash,
    record: '',
    recordBase64: null,
  };

  expect(jsonSize(accepted)).toBeLessThanOrEqual(ACCEPTED_FRAME);
});

test('REJECTED_FRAME covers the JSON around a rejected record', () => {
  const rejected: RejectedRecord = { ...position, reason: 'UNREPRESENTABLE_NUMBER', errors: [], record: '', recordBase64: null };

  expect(jsonSize(rejected)).toBeLessThanOrEqual(REJECTED_FRAME);
});
