import { Masks } from '../../../cli/desk/server/masking';

const masks = new Masks(['/email']);
const [mine, others] = ['{"email":"ada@example.com","n":1.50}', '{"email":"bob@example.com"}'];
const hidden = { mine: masks.hide(mine, 'mine').text!, others: masks.hide(others, 'others').text! };

test('a hidden value comes back into the text of its dead letter, which may have changed otherwise', () => {
  expect(hidden.mine).not.toContain('ada');
  expect(masks.restore(hidden.mine.replace('1.50', '2'), 'mine')).toBe(mine.replace('1.50', '2'));
});

test('a stand-in of another dead letter reveals nothing', () => {
  expect(() => masks.restore(hidden.others, 'mine')).toThrow('is a value of another record');
  expect(() => masks.restore(hidden.others, 'unknown')).toThrow('is a value of another record');
});

test('the same value of two dead letters comes back in both', () => {
  masks.hide(mine, 'copy');
  expect(masks.restore(hidden.mine, 'copy')).toBe(mine);
});

test('a text that only looks like a stand-in stays', () => {
  expect(masks.restore('{"a":"‹hidden 99›"}', 'mine')).toBe('{"a":"‹hidden 99›"}');
});
