import { applyRecipe } from '../../../cli/operate/records/apply-recipe';
import { formatRecipe, parseRecipe } from '../../../cli/operate/records/recipe-file';

const recipe = (rest: string) => parseRecipe(`{ "name": "test", ${rest} }`);
const operations = (...texts: string[]) => recipe(`"operations": [${texts.join()}]`);
const changed = (text: string) => ({ outcome: 'changed', text });

test.each([
  ['a record on one line', '{"a":1}', '{"a":1,"b":{}}'],
  ['with blanks', '{ "a" : 1 }', '{ "a" : 1, "b" : {} }'],
  ['on several lines', '{\r\n\t"a": 1\r\n}', '{\r\n\t"a": 1,\r\n\t"b": {}\r\n}'],
  ['without members', '{ }', '{"b":{} }'],
])('a member is added as the others are written: %s', (_, record, expected) => {
  expect(applyRecipe(operations('{"op":"add","path":"/b","value":{}}'), record)).toEqual(changed(expected));
});

test.each([
  ['first', '/list/0', '[ 1, 2, 3 ]', '[ 2, 3 ]'],
  ['in between', '/list/1', '[ 1, 2, 3 ]', '[ 1, 3 ]'],
  ['last', '/list/2', '[ 1, 2, 3 ]', '[ 1, 2 ]'],
  ['only', '/list/0', '[ 1 ]', '[  ]'],
])('an element is removed with its comma: %s', (_, path, list, expected) => {
  expect(applyRecipe(operations(`{"op":"remove","path":"${path}"}`), `{"list":${list}}`)).toEqual(changed(`{"list":${expected}}`));
});

test.each(['19.90', '9007199254740993', '1e400', '-0', '"\\u0041"', '{ "a" : [ 1.0 ] }'])('a value stays as it is written: %s', (value) => {
  expect(applyRecipe(operations(`{"op":"replace","path":"/a","value":${value}}`), '{"a":0,"big":12345678901234567890.10}'))
    .toEqual(changed(`{"a":${value},"big":12345678901234567890.10}`));
});

test('names with ~ and / are reached', () => {
  expect(applyRecipe(operations('{"op":"replace","path":"/a~1b/~01","value":2}'), '{"a/b":{"~1":1}}')).toEqual(changed('{"a/b":{"~1":2}}'));
});

test('a member is moved and copied with its text', () => {
  expect(applyRecipe(operations('{"op":"move","from":"/orderId","path":"/OrderId"}', '{"op":"copy","from":"/price","path":"/total"}'), '{"orderId":"1", "price":19.90}'))
    .toEqual(changed('{"price":19.90,"OrderId":"1","total":19.90}'));
});

test.each([
  ['exists', '{"path":"/a","exists":true}', '{"b":1}', '/a is not there'],
  ['does not exist', '{"path":"/a","exists":false}', '{"a":null}', '/a is there'],
  ['equals', '{"path":"/a","equals":1.50}', '{"a":2}', '/a has another value'],
  ['equals what is not there', '{"path":"/a","equals":null}', '{}', '/a is not there'],
])('a record for which a condition does not hold stays as it is: %s', (_, condition, record, why) => {
  expect(applyRecipe(recipe(`"when": [${condition}], "operations": [{"op":"add","path":"/x","value":1}]`), record)).toEqual({ outcome: 'unchanged', why });
});

test.each([
  ['numbers of the same value', '1.50', '15e-1'],
  ['members in another order', '{"a":1,"b":"x"}', '{"b":"\\u0078","a":1.0}'],
  ['zero', '0', '-0.0e5'],
])('values are equal by content: %s', (_, equals, value) => {
  expect(applyRecipe(recipe(`"when": [{"path":"/a","equals":${equals}}], "operations": [{"op":"add","path":"/x","value":1}]`), `{"a":${value}}`).outcome).toBe('changed');
});

test.each([
  ['numbers that only a computer takes for equal', '9007199254740993', '9007199254740992'],
  ['one with a name twice', '{"a":1}', '{"a":1,"a":1}'],
  ['exponents beyond all numbers', '1e99999999999999999999', '1e99999999999999999998'],
])('values are not equal: %s', (_, equals, value) => {
  expect(applyRecipe(recipe(`"when": [{"path":"/a","equals":${equals}}], "operations": [{"op":"add","path":"/x","value":1}]`), `{"a":${value}}`).outcome).toBe('unchanged');
});

test.each([
  ['the place is missing', '{"op":"remove","path":"/b/c"}', '{"a":"secret"}', '/b/c is not there'],
  ['a test fails', '{"op":"test","path":"/a","value":1}', '{"a":"secret"}', '/a has another value than the recipe tests for'],
  ['a name on the way is there twice', '{"op":"add","path":"/a/b","value":1}', '{"a":{},"a":{}}', 'a name on the way to /a is there twice'],
  ['the member itself is there twice', '{"op":"remove","path":"/a"}', '{"a":1,"a":2}', 'a name on the way to /a is there twice'],
  ['no container', '{"op":"add","path":"/a/b","value":1}', '{"a":"secret"}', '/a is neither an object nor an array'],
  ['no place in the array', '{"op":"add","path":"/a/3","value":1}', '{"a":["secret"]}', '/a/3 is no place in an array of length 1'],
  ['not valid JSON', '{"op":"add","path":"/a","value":1}', '{"a":secret}', 'the record is not valid JSON: line 1, column 6: expected a value'],
])('it fails, without a value of the record in the message: %s', (_, operation, record, why) => {
  expect(applyRecipe(operations(operation), record)).toEqual({ outcome: 'failed', why });
});

test('duplicate names elsewhere do not matter', () => {
  expect(applyRecipe(operations('{"op":"replace","path":"/a","value":2}'), '{"x":1,"a":1,"x":2}')).toEqual(changed('{"x":1,"a":2,"x":2}'));
});

test('all operations or none', () => {
  expect(applyRecipe(operations('{"op":"add","path":"/a","value":1}', '{"op":"remove","path":"/b"}'), '{}')).toEqual({ outcome: 'failed', why: '/b is not there' });
});

test.each([
  ['arrays', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['objects', `{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
])('a hostile record of 100,000 nested %s is changed and compared in time', (_, record) => {
  const start = Date.now();
  const inside = record.slice('{"a":'.length, -1);

  const result = applyRecipe(recipe(`"when": [{"path":"/a","equals":${inside}}], "operations": [{"op":"add","path":"/b","value":1}]`), record);

  expect(result).toEqual(changed(`${record.slice(0, -1)},"b":1}`));
  // With the square of the depth, it would take minutes.
  expect(Date.now() - start).toBeLessThan(20_000);
});

test.each([
  ['[', 'The recipe is not valid JSON: line 1, column 2: expected a value.'],
  ['[]', 'The recipe (line 1) is an array. It must be an object with "name", "description", "when", "operations".'],
  ['{"operations":[]}', 'operations (line 1) is empty. Write at least one operation.'],
  ['{"operations":[{"op":"remove","path":"/a"}]}', 'The recipe (line 1) has no "name". It must have one.'],
  ['{"name":"x","operations":[\n{"op":"delete","path":"/a"}]}', 'operations/0/op (line 2) is "delete". It must be one of "add", "replace", "test", "remove", "move", "copy".'],
  ['{"name":"x","operations":[{"op":"add","path":"a/b","value":1}]}', 'operations/0/path (line 1) is "a/b". A JSON pointer (RFC 6901) is empty or starts with "/". Did you mean "/a/b"?'],
  ['{"name":"x","operations":[{"op":"add","path":"/a~b","value":1}]}', 'operations/0/path (line 1) is "/a~b". In a JSON pointer (RFC 6901), "~" is written "~0", and "/" in a name "~1".'],
  ['{"name":"x","operations":[{"op":"add","path":"/a"}]}', 'operations/0 (line 1) has no "value". It must have one.'],
  ['{"name":"x","operations":[{"op":"remove","path":"/a","value":1}]}', 'operations/0/value (line 1) is not known. Allowed here: "op", "path".'],
  ['{"name":"x","operations":[{"op":"move","from":"/a","path":"/a/b"}]}', 'operations/0/path (line 1) is inside "from". A value can\'t be moved into itself.'],
  ['{"name":"x","operations":[{"op":"remove","path":""}]}', 'operations/0/path (line 1) is the whole record. To take a record out of the queue, discard its dead letter.'],
  ['{"name":"x","when":[{"path":"/a"}],"operations":[{"op":"remove","path":"/a"}]}', 'when/0 (line 1) says nothing about the member. Write one of them: "exists": true, "exists": false, or "equals": a value.'],
  ['{"name":"x","name":"y","operations":[{"op":"remove","path":"/a"}]}', 'The recipe (line 1) has "name" twice. Remove one.'],
])('an error names the place and what is allowed: %s', (text, message) => {
  expect(() => parseRecipe(text)).toThrow(message);
});

test('a recipe that is written is read again, with its numbers as they are', () => {
  const read = recipe('"description": "d", "when": [{"path":"/a","equals":1.50},{"path":"/b","exists":false}], '
    + '"operations": [{"op":"add","path":"/b","value":19.90},{"op":"move","from":"/a","path":"/c"},{"op":"remove","path":"/d"}]');

  expect(formatRecipe(read)).toContain('"value": 19.90');
  expect(parseRecipe(formatRecipe(read))).toEqual(read);
});
