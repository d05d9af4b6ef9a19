import { letter } from './support/letter';
import { groupLetters, shortIds, withoutIndices } from '../../../cli/operate/dead-letters/group';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 2, minute));
const wrong = (pointer: string, keyword = 'type') => [{ pointer, keyword, message: 'must be string' }];

test('dead letters are grouped by reason, rule, and pointer without indices', () => {
  const groups = groupLetters([
    letter({ id: 'a', errors: wrong('/items/0/id'), sent: at(3), source: { key: 'b.json' } }),
    letter({ id: 'b', errors: wrong('/items/17/id'), sent: at(1), source: { key: 'a.json' } }),
    letter({ id: 'c', errors: wrong('/items/2/id'), sent: at(2), source: { key: 'b.json' } }),
    letter({ id: 'd', errors: wrong('/items/0/id', 'enum'), sent: at(0) }),
    letter({ id: 'e', errors: [], reason: 'TOO_MANY_REJECTED', records: 800, sent: at(4) }),
  ]);

  expect(groups.map(({ reason, keyword, pointer, letters, records }) => [reason, keyword, pointer, letters.map(({ id }) => id).join(''), records])).toEqual([
    ['SCHEMA_VIOLATION', 'type', '/items/*/id', 'bca', 3],
    ['SCHEMA_VIOLATION', 'enum', '/items/*/id', 'd', 1],
    ['TOO_MANY_REJECTED', '', '', 'e', 800],
  ]);
  expect(groups[0]).toMatchObject({ first: at(1), last: at(3), files: [{ key: 'b.json', letters: 2 }, { key: 'a.json', letters: 1 }] });
});

test('a group has the same short id whatever else is in the queue', () => {
  const [one] = groupLetters([letter({ errors: wrong('/a') })]);
  const more = groupLetters(['/b', '/c', '/a', '/d'].map((pointer) => letter({ id: pointer, errors: wrong(pointer) })));

  expect(one.id).toMatch(/^[0-9a-f]{4}$/);
  expect(more.find(({ pointer }) => pointer === '/a')!.id).toBe(one.id);
});

test('ids are as long as it takes to tell them apart', () => {
  expect(Object.fromEntries(shortIds(['abcd12', 'abcd13', 'ffff00'], 4))).toEqual({ abcd12: 'abcd12', abcd13: 'abcd13', ffff00: 'ffff' });
});

test('only whole numbers are indices', () => {
  expect(withoutIndices('/0/10/a1/01/2')).toBe('/*/*/a1/01/*');
});

test('100,000 dead letters are grouped in time', () => {
  const letters = Array.from({ length: 100_000 }, (_, n) => letter({ id: String(n), errors: wrong(`/items/${n}/id${n % 1000}`), record: null }));
  const start = Date.now();

  expect(groupLetters(letters)).toHaveLength(1000);
  expect(Date.now() - start).toBeLessThan(5_000);
});
