import { damageCases, markExtents } from './support/damage-cases';
import { scan } from './support/files';

describe('a damaged file gives the marked extents', () => {
  test.each(damageCases())('$group: $name', ({ file, marked, pointer }) => {
    expect(markExtents(file, pointer)).toBe(marked);
  });
});

test('a hundred thousand nested brackets are one record', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);

  const [first, second, ...others] = scan(`{"orders":[${deep},{"a":1}]}`);

  expect(first).toMatchObject({ kind: 'record', offset: 11, length: 200_000 });
  expect(second).toMatchObject({ kind: 'record', offset: 200_012, length: 7 });
  expect(others).toEqual([]);
});
