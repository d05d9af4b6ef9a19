import { scan } from './support/files';
import { damagedFile } from '../../../testkit/damaged-files/damaged-file';
import { extentsOf, judge } from '../../../testkit/damaged-files/judge';
import { shortOrderText } from '../../../testkit/orders';

/** `npx tsx bench/damage.ts` does the same with more files. */
const FILES = 3000;

describe(`${FILES} files with one broken record`, () => {
  const outcomes = Array.from({ length: FILES }, (_, seed) => {
    const file = damagedFile(seed);
    return { seed, file, ...judge(file) };
  });

  test('no part of a record is a record', () => {
    expect(outcomes.filter(({ parts }) => parts.length > 0).map(({ seed, parts }) => ({ seed, parts }))).toEqual([]);
  });

  test('every byte of a record is in a verdict', () => {
    expect(outcomes.filter(({ missing }) => missing.length > 0).map(({ seed, missing }) => ({ seed, missing }))).toEqual([]);
  });

  test('more than 99.6 % of the whole records are found, and all of them in more than 98.8 % of the files', () => {
    const records = outcomes.reduce((sum, { file }) => sum + file.whole.length, 0);
    const lost = outcomes.reduce((sum, outcome) => sum + outcome.lost, 0);
    expect(lost / records).toBeLessThan(0.004);
    expect(outcomes.filter((outcome) => outcome.lost > 0).length / FILES).toBeLessThan(0.012);
  });

  test('a broken record costs few dead letters', () => {
    expect(outcomes.reduce((sum, { deadLetters }) => sum + deadLetters, 0) / FILES).toBeLessThan(1.3);
  });

  test('a scan from any boundary sees the same', () => {
    const verdicts = (of: ReturnType<typeof scan>) => of.map(({ offset, length, kind, index }) => ({ offset, length, kind, index }));
    for (const { file: { bytes, recordsPointer } } of outcomes.slice(0, 300)) {
      const all = scan(bytes, { pointer: recordsPointer });
      for (let at = 1; at < all.length; at += 3) {
        const rest = scan(bytes, { pointer: recordsPointer, from: all[at - 1].next });
        expect(verdicts(rest)).toEqual(verdicts(all.slice(at)));
      }
    }
  });
});

describe('one stray quote costs one record', () => {
  const orders = Array.from({ length: 5000 }, (_, k) => shortOrderText(k));
  const broken = orders.map((text, k) => (k === 2500 ? text.replace('order-2500', 'order"-2500') : text));

  test.each([
    ['a page of 5,000 orders on one line', `{"orders":[${broken.join(',')}]}`],
    ['5,000 concatenated orders', broken.join('')],
    ['5,000 orders in JSON Lines', broken.join('\n')],
  ])('%s', (_, file) => {
    const extents = extentsOf(Buffer.from(file), '/orders');

    expect(extents.filter(({ kind }) => kind === 'record')).toHaveLength(4999);
    expect(extents.filter(({ kind }) => kind === 'damaged')).toHaveLength(1);
  });
});
