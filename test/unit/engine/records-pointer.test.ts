import { scan } from './support/files';

const A = '{"id":1}';
const B = '{"id":2}';
const INNER = `[${A}]`;
const place = ({ kind, offset, length, index }: ReturnType<typeof scan>[number]): object => ({ kind, offset, length, index });
/** What the pointer leads to in eight arrays, and in one more. */
const eight = `${'['.repeat(8)}${A}${']'.repeat(8)}`;

test.each<[pointer: string, text: string, records: string[]]>([
  ['/orders', `{"orders":[${A},${B}],"next":"p2"}`, [A, B]],
  ['/orders', `{"next":{"orders":[1]},"x":[{"orders":[1]}],"orders":[${A},${B}]}`, [A, B]],
  ['/orders', `{"orders":${A}}`, [A]],
  ['/orders', `[{"orders":[${A}]},{"orders":${B}}]`, [A, B]],
  ['/orders', `[[${A}],[${B}]]`, [A, B]],
  ['/orders', `{"orders":[${INNER}]}`, [INNER]],
  ['/orders', `{"orders":[${A}],"orders":[${B}]}`, [A, B]],
  ['/orders', `{"orders":[${A}],"orders":${B}}`, [A, B]],
  ['/orders', `{"orders":${A},"orders":${B}}`, [`{"orders":${A},"orders":${B}}`]],
  ['/orders', `{"orders":null,"orders":${B}}`, [B]],
  ['/orders', '{"orders":null}', []],
  ['/orders', '{"orders" : "" , "a":1}', []],
  ['/orders', '{"orders":{ }}', []],
  ['/orders', '{"orders":[ ]}', []],
  ['/orders', '[]', []],
  ['/orders', '[[],[[]]]', []],
  ['/orders', '{"orders":[null,{}]}', ['null', '{}']],
  ['/orders', '{"orders":5}', ['{"orders":5}']],
  ['/orders', '{"orders":"null"}', ['{"orders":"null"}']],
  ['/orders', '{"orders":nullo}', ['{"orders":nullo}']],
  ['/orders', '{"errors":[]}', ['{"errors":[]}']],
  ['/orders', '{"a":"orders","b":null,"x":""}', ['{"a":"orders","b":null,"x":""}']],
  ['/orders', '{}', ['{}']],
  ['/orders', 'null', ['null']],
  ['/orders', `[${A},{"errors":[]}]`, [A, '{"errors":[]}']],
  ['/orders', `{"\\u006frders":[${A}]}`, [A]],
  ['/Orders/Order', '{"Orders":null}', []],
  ['/Orders/Order', '{"Orders":""}', []],
  ['/Orders/Order', '{"Orders":{}}', []],
  ['/Orders/Order', '{"Orders":{"Order":null}}', []],
  ['/Orders/Order', '{"Orders":{"Count":0}}', ['{"Orders":{"Count":0}}']],
  ['/Orders/Order', `{"Orders":[{"Order":${A}},{"Order":[${B}]},{"x":1}]}`, [A, B, '{"x":1}']],
  ['/orders/*', `{"orders":{"a":${A},"b":null,"c":5,"d":"","e":{},"f":[${B}]}}`, [A, '5', B]],
  ['/orders/*', `{"orders":[null,${A},${B}]}`, [A, B]],
  ['/orders/*', '{"orders":{}}', []],
  ['/orders/*', '{"orders":5}', ['{"orders":5}']],
  ['/*', `{"a":${A},"*":${B}}`, [A, B]],
  ['/*', '{}', []],
  ['/*/node', `{"a":{"node":${A}},"b":{"x":1},"c":{}}`, [A, '{"x":1}']],
  ['/a~1b', `{"a/b":[${A}]}`, [A]],
  ['/a~0b', `{"a~b":[${A}]}`, [A]],
  ['', `{"orders":[${A}]}`, [`{"orders":[${A}]}`]],
  ['', `[${A},${B}]`, [A, B]],
  ['/orders', eight, [A]],
  ['/orders', `[${eight}]`, [INNER]],
])('%s: the records of %s', (pointer, text, records) => {
  const file = `${text}\n${text}\n`;
  const found = scan(file, { pointer });

  expect(found.map(({ kind, offset, length }) => [kind, file.slice(offset, offset + length)])).toEqual([...records, ...records].map((record) => ['record', record]));
  // The same for those who start in the middle, and for any chunks.
  for (let size = 1; size < 8; size++) expect(scan(file, { pointer, chunks: [size] })).toEqual(found);
  for (const [k, { next }] of found.entries()) expect(scan(file, { pointer, from: next }).map(place)).toEqual(found.slice(k + 1).map(place));
});

test('a record in an envelope is a record only if the envelope ends as it must', () => {
  const file = `{"payload":{"after":{"a":{"b":1}},"c":2}}}\n{"payload":{"after":${A}}}\n`;

  expect(scan(file, { pointer: '/payload/after' }).map(({ kind, offset, length }) => [kind, file.slice(offset, offset + length)])).toEqual([
    ['damaged', '{"payload":{"after":{"a":{"b":1}},"c":2}}}'], ['record', A],
  ]);
});
