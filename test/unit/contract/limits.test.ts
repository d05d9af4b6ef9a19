import {
  BATCHES_PER_ROUND, MAX_BATCH_LIST_SIZE, MAX_ENTRY_SIZE, MAX_FILE_ERROR_LENGTH, MAX_STATE_SIZE,
} from '../../../src/private/contract/limits';
import type { Batch, BatchInput, BatchResult, FailedBatchResult, SourceFile } from '../../../src/private/contract/messages';
import { forEachCount } from '../../../src/private/contract/messages';

const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const HUGE = 5 * 1024 ** 4;

/** A file with the longest object key, where each byte is escaped. */
const longestFile = {
  bucket: 'b'.repeat(63),
  key: '\u0001'.repeat(1024),
  sendableKey: '\u0001'.repeat(1024),
  label: '?'.repeat(1024),
  versionId: 'v'.repeat(1024),
  etag: 'e'.repeat(38),
  size: HUGE,
} satisfies SourceFile;
const batch = { offset: HUGE, end: HUGE, index: HUGE, scan: 's'.repeat(60), rejected: HUGE } satisfies Batch;
const counts = forEachCount(() => HUGE);
const input = { file: longestFile, batch, counts } satisfies BatchInput;

test('a response of the validator function fits into a state, with the file, the batch and the counts', () => {
  expect(size(input) + MAX_ENTRY_SIZE).toBeLessThan(MAX_STATE_SIZE);
});

test('a list of batches fits into a state, with the file and the counts', () => {
  expect(size(input) + MAX_BATCH_LIST_SIZE).toBeLessThan(MAX_STATE_SIZE);
});

test('the results of a round fit into a state with its batches, whether the batches are done or cannot be read', () => {
  const usual = { offset: 1e12, end: 1e12, index: 1e9, scan: 's'.repeat(30), rejected: 50_000 } satisfies Batch;
  const done = { counts: forEachCount(() => 50_000), rest: null } satisfies BatchResult;
  const notRead = { ...done, failure: { Error: 'FILE_UNREADABLE', Cause: `${'x'.repeat(MAX_FILE_ERROR_LENGTH - 1)}…` } } satisfies FailedBatchResult;
  for (const result of [done, notRead]) {
    expect(size(input) + BATCHES_PER_ROUND * (size(usual) + size(result) + 2)).toBeLessThan(MAX_STATE_SIZE);
  }
});
