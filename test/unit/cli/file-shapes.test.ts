import { checkJson, run } from './support/command';
import { Files } from './support/files';
import { order } from '../../../testkit/orders';

const files = new Files();
afterAll(() => files.remove());

const orders = (...ids: number[]): object[] => ids.map((id) => order({ total: 10.5 }, `A-${id}`));
const [one, two, three] = orders(1, 2, 3);
const lines = (...texts: unknown[]): string => texts.map((text) => JSON.stringify(text)).join('\n');
const indented = (content: unknown): string => JSON.stringify(content, null, 2);

/** How many records of a file are accepted and rejected. */
function counts(content: string, ...options: string[]): [accepted: number, rejected: number] {
  const { summary } = checkJson([files.write('input.json', content), ...options]);
  expect(summary.fileError).toBeUndefined();
  return [summary.accepted, summary.rejected];
}

describe('all records are stored, and nothing else is a record', () => {
  test.each<[string, unknown, number, string[]]>([
    ['one child of an XML element', { Orders: { Order: one } }, 1, ['--records', '/Orders/Order']],
    ['several children of an XML element', { Orders: { Order: [one, two] } }, 2, ['--records', '/Orders/Order']],
    ['no child: null', { Orders: null }, 0, ['--records', '/Orders/Order']],
    ['no child: an empty string', { Orders: '' }, 0, ['--records', '/Orders/Order']],
    ['no child: an empty object', { Orders: {} }, 0, ['--records', '/Orders/Order']],
    ['no child: null at the end', { Orders: { Order: null } }, 0, ['--records', '/Orders/Order']],
    ['an empty array', [], 0, []],
    ['an empty records array', { orders: [] }, 0, []],
    ['null in place of the records array', { orders: null, next: null }, 0, []],
    ['an empty object in place of the records array', { orders: {} }, 0, []],
    ['pages in an array', [{ orders: [one, two], next: 'p2' }, { orders: [three], next: null }], 3, []],
    ['pages in an array, some without records', [{ orders: null }, { orders: [one] }, { orders: [] }, { orders: [two, three] }], 3, []],
    ['arrays in an array', [[one, two], [three]], 3, []],
    ['arrays in an array in an array', [[[one], []], [[two, three]]], 3, []],
    ['records as members', { orders: { '-NqK1abc': one, '-NqK2abc': two, '-NqK3abc': three } }, 3, ['--records', '/orders/*']],
    ['records as members of the file', { '-NqK1abc': one, '-NqK2abc': two, '-NqK3abc': three }, 3, ['--records', '/*']],
    ['records as members with numbers as names', { orders: { 0: one, 2: two, 5: three } }, 3, ['--records', '/orders/*']],
    ['the same, where nothing was filtered', { orders: [one, two, three] }, 3, ['--records', '/orders/*']],
    ['the same, where the names are numbers with gaps', { orders: [null, one, null, two] }, 2, ['--records', '/orders/*']],
    ['members that are null', { orders: { a: one, b: null } }, 1, ['--records', '/orders/*']],
    ['members of members', { eu: { a: one, b: two }, us: { c: three } }, 3, ['--records', '/*/*']],
    ['a GraphQL page', { data: { orders: { edges: [{ cursor: 'c1', node: one }, { cursor: 'c2', node: two }] } } }, 2, ['--records', '/data/orders/edges/node']],
    ['an event of a webhook', { event: 'order.updated', data: { order: one } }, 1, ['--records', '/data/order']],
  ])('%s', (_, content, accepted, options) => {
    expect(counts(indented(content), ...options)).toEqual([accepted, 0]);
  });
});

describe('texts one after the other', () => {
  test('answers without records', () => {
    expect(counts('{"orders":[]}\n{"orders":null}\n')).toEqual([0, 0]);
  });

  test('arrays, with a comma between them or not', () => {
    const pages = [JSON.stringify([one, two]), JSON.stringify([three])];

    expect(counts(pages.join(''))).toEqual([3, 0]);
    expect(counts(`${pages[0]}\n${pages[1]}\n`)).toEqual([3, 0]);
  });

  test('the lines of Singer: those without a record are dead letters', () => {
    const content = lines({ type: 'SCHEMA', schema: {} }, { type: 'RECORD', record: one }, { type: 'RECORD', record: two }, { type: 'STATE', value: {} });

    expect(counts(content, '--records', '/record')).toEqual([2, 2]);
  });

  test('the changes of Debezium: a delete has no record', () => {
    const change = (after: object | null): object => ({ schema: {}, payload: { before: null, after, op: 'c' } });

    expect(counts(lines(change(one), change(null), change(two)), '--records', '/payload/after')).toEqual([2, 0]);
  });
});

describe('what nothing marks as empty is a dead letter', () => {
  test.each<[string, unknown, string[]]>([
    ['an empty object', {}, []],
    ['an answer without the list', { cursor: 'abc', errors: [] }, []],
    ['a page without the list', [{ cursor: 'abc' }], []],
    ['null as a text', null, []],
    ['null in the array', { orders: [null] }, []],
    ['a GraphQL edge without its node', { data: { orders: { edges: [{ cursor: 'c1' }] } } }, ['--records', '/data/orders/edges/node']],
    ['the member is a number', { orders: 5 }, []],
    ['records as members, without the option', { orders: { a: one, b: two } }, []],
  ])('%s', (_, content, options) => {
    expect(counts(JSON.stringify(content), ...options)).toEqual([0, 1]);
  });
});

test.each([['0 bytes', ''], ['white space', ' \r\n\t\n'], ['a byte-order mark', '\ufeff'], ['null at the pointer', '{"orders":null}']])('%s: no records, and nothing is wrong', (_, content) => {
  const { code, stdout, stderr } = run(['check', files.write('nothing.json', content)]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('no records');
});

describe('a hint names the pointer that reads the file', () => {
  test.each<[string, string, string | undefined]>([
    ['records as members', indented({ orders: { '-NqK1abc': one, '-NqK2abc': two } }), '/orders/*'],
    ['a single record as a member', indented({ orders: { '-NqK1abc': one } }), '/orders/*'],
    ['records as members of the file', JSON.stringify({ '-NqK1abc': one, '-NqK2abc': two }), '/*'],
    ['records in an array', JSON.stringify({ meta: {}, data: { 'to/day': [one, two] } }), '/data/to~1day'],
    ['pages', JSON.stringify([{ items: [one] }]), '/items'],
    ['an event of a webhook', JSON.stringify({ event: 'x', data: { order: one } }), '/data/order'],
    ['a GraphQL page', JSON.stringify({ data: { orders: { edges: [{ node: one }, { node: two }] } } }), '/data/orders/edges/node'],
    ['envelopes', lines({ payload: { after: one } }, { payload: { after: two } }), '/payload/after'],
    ['envelopes behind another line', lines({ type: 'SCHEMA' }, { record: one }), '/record'],
    ['maps, one a line', lines({ orders: { k1: one } }, { orders: { k2: two } }), '/orders/*'],
    ['records of another kind', lines({ id: 1 }, { id: 2 }), undefined],
  ])('%s', (_, content, pointer) => {
    const path = files.write('hint.json', content);
    const { stdout } = run(['check', path]);

    if (pointer === undefined) {
      expect(stdout).not.toContain('--records');
    } else {
      expect(stdout).toContain(`--records '${pointer}'`);
      expect(checkJson([path, '--records', pointer]).summary.accepted).toBeGreaterThan(0);
    }
  });

  test('a name with a quote is quoted for the shell', () => {
    expect(run(['check', files.write('quote.json', { 'it\'s': [one] })]).stdout).toContain('--records \'/it\'\\\'\'s\'');
  });
});

test('the hint at gunzip repeats the options', () => {
  const path = files.write('orders.json.gz', Buffer.from('1f8b08000000000000', 'hex'));

  const { stderr } = run(['check', '--records', '/a b/*', path, '--key', 'id=/id', '--json=false'].slice(0, -1));

  expect(stderr).toContain(`gunzip -c ${path} | sales-data-pipeline check - --records '/a b/*' --key id=/id\n`);
});

test.each([
  ['/orders/0', 'must not have an array index, because arrays are looked through, but is "/orders/0". Write "/orders", which reads every element. If "0" is the name of a member, write "/orders/*", which reads every member.'],
  ['/orders[*]', 'must not have an array index, because arrays are looked through, but is "/orders[*]". Write "/orders", which reads every element.'],
  ['/data/-/node', 'Write "/data/node", which reads every element.'],
  ['$.orders[*]', 'Did you mean "/orders"?'],
  ['orders.items', 'Did you mean "/orders/items"?'],
])('--records %s is refused, with what to write instead', (pointer, message) => {
  const { code, stderr } = run(['check', files.write('any.json', '[]'), '--records', pointer]);

  expect(code).toBe(64);
  expect(stderr).toContain(message);
});
