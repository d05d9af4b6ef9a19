import { historyPartition } from '../../../src/private/contract/messages';

test.each([
  ['a1b2', 'a'], ['F00', 'f'], ['"9f"', '9'], ['9f-3', '9'], ['', '0'], ['"', '0'], ['zz', '0'],
])('the ETag %s is in the shard %s of its day', (etag, shard) => {
  expect(historyPartition('2026-11-26', etag)).toBe(`2026-11-26#${shard}`);
});
