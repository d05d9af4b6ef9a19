import { acceptedFrame, jsonSize, REJECTED_FRAME, SHARED_FRAME, STRETCH_FRAME } from '../../../lambda-src/engine/assess/json-size';
import { MAX_ERRORS } from '../../../src/private/contract/limits';
import type { AcceptedRecord, RejectedRecord, RejectedRecords } from '../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';

/** The largest numbers that a position can have. */
const position = { index: Number.MAX_SAFE_INTEGER, offset: Number.MAX_SAFE_INTEGER, length: Number.MAX_SAFE_INTEGER };

test.each([null, { attribute: '_version', pointers: [] }])('acceptedFrame covers the JSON around an accepted record, with versions %j', (version) => {
  const objectKey = 'in/"1".json';
  const contentHash = 'x'.repeat(22);
  const accepted: AcceptedRecord = {
    ...position,
    item: {
      'a': { S: '' },
      '"': { N: '' },
      'hash "x"': { S: contentHash },
      '_source': { S: `${objectKey}#${position.index}` },
      ...(version && { _version: { N: '1'.repeat(38) } }),
    },
    key: { 'a': { S: '' }, '"': { N: '' } },
    contentHash,
    version: version && '1'.repeat(38),
    record: '',
    recordBase64: null,
  };
  const tableKey = ['a', '"'].map((name) => ({ name, type: 'S' as const, pointers: ['/id'] }));
  const options = { ...DEFAULT_RECORD_OPTIONS, tableKey, attributes: { contentHash: 'hash "x"', source: '_source' }, version };

  expect(jsonSize(accepted)).toBeLessThanOrEqual(acceptedFrame(objectKey, options));
});

test('REJECTED_FRAME covers the JSON around a rejected record', () => {
  const rejected: RejectedRecord = { ...position, reason: 'UNREPRESENTABLE_NUMBER', errors: [], record: '', recordBase64: null, records: 1, stretches: null };

  expect(jsonSize(rejected)).toBeLessThanOrEqual(REJECTED_FRAME);
});

test('SHARED_FRAME covers what surrounds the stretches of a shared dead letter, STRETCH_FRAME each of them', () => {
  const { length: records, offset: byteOffset, length: byteLength } = position;
  const shared: RejectedRecords = {
    ...position,
    reason: 'TOO_MANY_REJECTED',
    errors: Array.from({ length: MAX_ERRORS }, () => ({ pointer: '', keyword: 'UNREPRESENTABLE_NUMBER', message: `${records} of ${records} records` })),
    record: null,
    recordBase64: null,
    records,
    stretches: [],
  };

  expect(jsonSize(shared)).toBeLessThanOrEqual(SHARED_FRAME);
  expect(jsonSize({ byteOffset, byteLength })).toBeLessThan(STRETCH_FRAME);
});
