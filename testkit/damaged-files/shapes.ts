import type { Random } from './random';

/** Makes the records of one file. */
export type Shape = (random: Random) => (index: number) => object;

const WORDS = ['Ada', 'tea, loose', 'Größe XL', '山田太郎', 'lamp', 'a: b', 'cable 2 m', '', 'Łucja', 'open', 'x'];

function word(random: Random): string {
  return random.pick(WORDS) + (random.chance(0.3) ? ` ${random.below(1000)}` : '');
}

function scalar(random: Random): unknown {
  switch (random.below(6)) {
    case 0: return random.below(100_000);
    case 1: return random.below(100_000) / 100;
    case 2: return random.chance(0.5);
    case 3: return null;
    default: return word(random);
  }
}

function address(random: Random): object {
  return { street: word(random), zip: String(10_000 + random.below(90_000)), geo: { lat: random.below(90), lon: random.below(180) } };
}

/** Nested objects begin with the same name as the records. */
function shopOrder(random: Random, first: string): (index: number) => object {
  return (index) => ({
    [first]: 1000 + index,
    number: `#${index}`,
    customer: { [first]: random.below(1000), email: `c${index}@shop.example`, address: address(random) },
    line_items: random.times(random.between(1, 6), (line) => ({
      [first]: line, sku: `s-${random.below(100)}`, qty: random.between(1, 9), taxes: random.times(random.below(3), (tax) => ({ [first]: tax, rate: 0.07 })),
    })),
    shipping: random.chance(0.5) ? { [first]: index, method: word(random) } : null,
    total: random.below(100_000) / 100,
    note: word(random),
  });
}

function leaf(random: Random, depth: number): object {
  return { id: random.below(1000), name: word(random), children: depth === 0 ? [] : random.times(random.below(3), () => leaf(random, depth - 1)) };
}

/** All members of an object, with some of the optional ones left out. */
function some(random: Random, members: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(members).filter((_, k) => k < 2 || random.chance(0.7)));
}

export const SHAPES: Record<string, Shape> = {
  'orders of a shop': (random) => shopOrder(random, random.pick(['id', 'guid', 'OrderId'])),
  'flat': (random) => (index) => ({ id: index, name: word(random), qty: random.below(10), price: random.below(1000) / 100, at: '2026-11-03T10:00:00Z' }),
  'wide': (random) => {
    const columns = random.times(random.between(30, 60), (k) => `column_${k}`);
    return (index) => Object.fromEntries([['row', index], ...columns.map((name) => [name, scalar(random)])]);
  },
  'nested deeply': (random) => (index) => ({
    key: index,
    a: { key: 1, b: { key: 2, c: { key: 3, list: random.times(random.below(4), (k) => ({ key: k, d: [{ key: 4 }] })) } } },
    z: scalar(random),
  }),
  'arrays of arrays': (random) => (index) => ({
    id: index,
    matrix: random.times(random.between(1, 4), () => random.times(random.between(1, 4), () => random.below(10))),
    pairs: [['a', { id: 1 }], ['b', { id: 2 }]],
    sum: random.below(100),
  }),
  'one member': (random) => {
    const name = random.pick(['v', 'id', 'order']);
    return (index) => ({ [name]: random.chance(0.5) ? index : { x: index, y: word(random) } });
  },
  'several kinds': (random) => (index) => {
    switch (random.below(3)) {
      case 0: return { id: index, type: 'order', lines: random.times(random.below(4), (k) => ({ id: k, qty: 1 })), total: random.below(100) };
      case 1: return { id: index, type: 'refund', order: { id: random.below(100), reason: word(random) }, amount: 1 };
      default: return { event: 'ping', at: index, data: { id: index, ok: true } };
    }
  },
  'optional members': (random) => (index) => some(random, {
    id: index,
    total: random.below(100),
    coupon: word(random),
    gift: { id: 1, to: word(random) },
    tags: random.times(random.below(3), () => word(random)),
    lines: [{ id: 1, qty: 2 }, { id: 2, qty: 1 }],
  }),
  'text full of JSON': (random) => (index) => ({
    id: index,
    raw: JSON.stringify({ id: index, items: [{ id: 1 }, { id: 2 }] }),
    template: random.pick(['{"id":1},{"id":2}', '}],"t":1},{', '[{', ',', '":"', 'say \\"hi\\", then }']),
    lines: [{ id: 1, text: '{"id":7},' }, { id: 2, text: word(random) }],
    end: word(random),
  }),
  'tree': (random) => () => leaf(random, 3),
};
