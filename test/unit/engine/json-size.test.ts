import { ACCEPTED_FRAME, jsonSize, REJECTED_FRAME } from '../../../lambda-src/engine/assess/json-size';
import type { AcceptedRecord, RejectedRecord } from '../../../src/private/contract/messages';

/** The largest numbers that a position can have. */
const position = { index: Number.MAX_SAFE_INTEGER, offset: Number.MAX_SAFE_INTEGER, length: Number.MAX_SAFE_INTEGER };

test('the frame of an accepted record is not larger than what is added to its size', () => {
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

test('the frame of a rejected record is not larger than what is added to its size', () => {
  const rejected: RejectedRecord = { ...position, reason: 'UNREPRESENTABLE_NUMBER', errors: [], record: '', recordBase64: null };

  expect(jsonSize(rejected)).toBeLessThanOrEqual(REJECTED_FRAME);
});
