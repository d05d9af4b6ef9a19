import { assess, AssessOptions, DEFAULT_KEY, defaultSchema } from './support/assess';
import type { Content } from './support/files';
import { MAX_MESSAGE_LENGTH } from '../../../src/private/contract/limits';

/** Reason, pointer and keyword of a rejected record. */
function verdict(content: Content, options?: AssessOptions): string {
  const { accepted, rejected } = assess(content, options);
  return accepted ? 'accepted' : [rejected!.reason, rejected!.errors[0].pointer, rejected!.errors[0].keyword].join(' ');
}

describe('an accepted record', () => {
  test('becomes an item of its members, the table key, a content hash and the source', () => {
    const text = '{"order-info":{"order_id":"1234","qty":1.50},"contact-info":{"email":null,"tags":["a",true]}}';

    const { accepted, rejected } = assess(text, { key: [DEFAULT_KEY], validate: defaultSchema });

    expect(rejected).toBeNull();
    expect(accepted).toEqual({
      index: 0,
      offset: 0,
      length: text.length,
      item: {
        'order-info': { M: { order_id: { S: '1234' }, qty: { N: '1.50' } } },
        'contact-info': { M: { email: { NULL: true }, tags: { L: [{ S: 'a' }, { BOOL: true }] } } },
        'orderId': { S: '1234' },
        '_contentHash': { S: accepted!.contentHash },
        '_source': { S: 'sales.json#0' },
      },
      key: { orderId: { S: '1234' } },
      contentHash: expect.stringMatching(/^[\w-]{22}$/),
      record: text,
      recordBase64: null,
      version: null,
    });
  });

  test('may use names that JavaScript uses itself, and different names that look alike', () => {
    const text = '{"id":"1","__proto__":{"__proto__":1},"constructor":null,"toString":"x","hasOwnProperty":[],"caf\u00e9":1,"cafe\u0301":2}';

    const { item } = assess(text).accepted!;

    expect(Object.keys(item).slice(0, 7)).toEqual(['id', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'caf\u00e9', 'cafe\u0301']);
    expect(JSON.stringify(item)).toContain('"__proto__":{"M":{"__proto__":{"N":"1"}}},"constructor":{"NULL":true}');
  });

  test('may hold what DynamoDB allows to be empty', () => {
    expect(assess('{"id":"1","a":"","b":[],"c":{}}').accepted!.item).toMatchObject({ a: { S: '' }, b: { L: [] }, c: { M: {} } });
  });

  test('keeps names that look like numbers, with their own numbers', () => {
    const { item } = assess('{"id":"1","b":1.0,"10":2.0,"9":{"z":3.0,"1":4.0},"__proto__":5.0}').accepted!;

    expect(item).toMatchObject({ b: { N: '1.0' }, 10: { N: '2.0' }, 9: { M: { z: { N: '3.0' }, 1: { N: '4.0' } } } });
    expect(Object.keys(item)).toContain('__proto__');
  });

  test('may hold escaped surrogate pairs', () => {
    expect(assess('{"id":"\\ud83d\\ude00"}').accepted!.key).toEqual({ pk: { S: '😀' } });
  });
});

describe('a record that is not valid JSON in UTF-8', () => {
  test('INVALID_ENCODING keeps the bytes', () => {
    const bytes = Buffer.concat([Buffer.from('{"id":"caf'), Buffer.from([0xe9]), Buffer.from('"}')]);

    const { rejected } = assess(bytes);

    expect(rejected).toMatchObject({ reason: 'INVALID_ENCODING', record: null });
    expect(rejected!.errors[0].message).toBe('is not valid UTF-8: byte 10 is 0xE9, "é" in Windows-1252; convert the file to UTF-8');
    expect(Buffer.from(rejected!.recordBase64!, 'base64')).toEqual(bytes);
  });

  test.each([
    ['an overlong form', [0xc0, 0xaf]], ['half of a surrogate pair', [0xed, 0xa0, 0x80]], ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['a character that is cut off', [0xe2, 0x82]], ['a continuation byte', [0x80]], ['a byte that UTF-8 does not use', [0xff]],
  ])('INVALID_ENCODING: %s', (_, bytes) => {
    expect(verdict(Buffer.concat([Buffer.from('{"id":"'), Buffer.from(bytes), Buffer.from('"}')]))).toBe('INVALID_ENCODING  utf-8');
  });

  test.each([
    ['{"id":"secret",}', 'byte 15: expected a member name in quotes, found a closing brace after a comma: remove the comma'],
    ['{"é":"secret" 1}', 'byte 15: expected a comma or "}", found "1" (U+0031)'],
    ['{"id":01}', 'byte 7: expected a comma or "}", found a number that JSON writes in another way, such as 0.5 or 10'],
    ['{"id":.5}', 'byte 6: expected a value, found a number that JSON writes in another way, such as 0.5 or 10'],
    ['{"id":"secret\u0001"}', 'byte 13: expected a string that ends, without control characters and with valid escapes, found U+0001 (a control character): escape it, or remove it'],
    ['{"id":"\\x41"}', 'byte 7: expected a string that ends, without control characters and with valid escapes, found a backslash that escapes nothing: write two'],
    ['{"id" 1}', 'byte 6: expected a colon, found "1" (U+0031)'],
    ['{"id":nul}', 'byte 6: expected a value, found "n" (U+006E)'],
    ['{"id":1', 'byte 7: expected a comma or "}", but the text ends'],
    ['', 'byte 0: expected a value, but the text ends'],
    ['1 2', 'byte 2: expected nothing more, found "2" (U+0032)'],
    ['{"id":None}', 'byte 6: expected a value, found Python\'s None: write the value with json.dumps'],
    ['{"id":[True,False]}', 'byte 7: expected a value, found Python\'s True: write the value with json.dumps'],
    ['{"id":ObjectId("5f")}', 'byte 6: expected a value, found MongoDB\'s ObjectId: export as JSON, for instance with mongoexport'],
    ['{"id":undefined}', 'byte 6: expected a value, found JavaScript\'s undefined: write null, or leave the member out'],
    ['{"id":NaN}', 'byte 6: expected a value, found NaN: write null'],
    ['{"id":-Infinity}', 'byte 6: expected a value, found -Infinity: write null'],
    ['{"id":1 /* secret */}', 'byte 8: expected a comma or "}", found a comment: remove it'],
    ['{// secret\n"id":1}', 'byte 1: expected a member name in quotes, found a comment: remove it'],
    ['{id:1}', 'byte 1: expected a member name in quotes, found a name without quotes: put names and strings in double quotes'],
    ["{'id':1}", 'byte 1: expected a member name in quotes, found a single quote: put names and strings in double quotes'],
    ['{\u201cid\u201d:1}', 'byte 1: expected a member name in quotes, found a typographic quote: put names and strings in double quotes'],
    ['[1,]', 'byte 3: expected a value, found a closing bracket after a comma: remove the comma'],
    ['\ufeff{}', 'byte 0: expected a value, found U+FEFF (a byte-order mark): remove it'],
    ['\u001e{}', 'byte 0: expected a value, found U+001E (RS, which RFC 7464 puts before each text): remove it'],
    ['{\u00a0"id":1}', 'byte 1: expected a member name in quotes, found U+00A0 (a no-break space): write a space'],
    ['{"id":"a\tb"}', 'byte 8: expected a string that ends, without control characters and with valid escapes, found a tab: write \\t'],
  ])('MALFORMED_JSON has the position but not the text: %s', (text, message) => {
    const { rejected } = assess(text);

    expect(rejected).toMatchObject({ reason: 'MALFORMED_JSON', record: text, errors: [{ pointer: '', keyword: 'json', message }] });
    expect(JSON.stringify(rejected!.errors)).not.toContain('secret');
  });
});

describe('a record that an item cannot hold unchanged', () => {
  test.each([
    ['a name that stands twice', '{"id":"1","a":1,"a":2}', 'DUPLICATE_NAME /a unique-names'],
    ['the same name spelled differently, deeper inside', '{"id":"1","a":[{"b/~":1,"b\\u002f~":1}]}', 'DUPLICATE_NAME /a/0/b~1~0 unique-names'],
    ['a name that JavaScript uses itself', '{"id":"1","__proto__":1,"__proto__":2}', 'DUPLICATE_NAME /__proto__ unique-names'],
    ['among numbers as names', '{"id":"1","2":1,"1":1,"2":1}', 'DUPLICATE_NAME /2 unique-names'],
    ['beside something else that is wrong', '{"a":1e999,"a":2}', 'DUPLICATE_NAME /a unique-names'],
    ['an empty name', '{"id":"1","a":{"":1}}', 'UNREPRESENTABLE_STRING /a/ attribute-name'],
    ['half of a surrogate pair', '{"id":"1","a":["\\ud83d"]}', 'UNREPRESENTABLE_STRING /a/0 string'],
    ['in a name', '{"id":"1","a":{"\\ude00":1}}', 'UNREPRESENTABLE_STRING /a/\ufffd attribute-name'],
    ['the wrong half first', '{"id":"1","a":"\\ude00\\ud83d"}', 'UNREPRESENTABLE_STRING /a string'],
    ['a number of 39 digits', `{"id":"1","a":{"9":${'9'.repeat(39)}}}`, 'UNREPRESENTABLE_NUMBER /a/9 number'],
    ['a huge number', '{"id":"1","a":[0,1e126]}', 'UNREPRESENTABLE_NUMBER /a/1 number'],
    ['a name of the pipeline', '{"id":"1","_source":"x"}', 'RESERVED_NAME /_source reserved-name'],
    ['another of them', '{"id":"1","_contentHash":"x"}', 'RESERVED_NAME /_contentHash reserved-name'],
    ['a name like the key, with another value', '{"id":"1","pk":"2"}', 'RESERVED_NAME /pk reserved-name'],
    ['a name like the key, of another type', '{"id":"1","pk":1}', 'RESERVED_NAME /pk reserved-name'],
    ['an array', '["1"]', 'SCHEMA_VIOLATION  type'],
    ['a string', '"1"', 'SCHEMA_VIOLATION  type'],
    ['null', 'null', 'SCHEMA_VIOLATION  type'],
  ])('%s', (_, text, expected) => {
    expect(verdict(text)).toBe(expected);
  });

  test('a name like the table key with the same value is accepted', () => {
    expect(verdict('{"id":"1","pk":"1"}')).toBe('accepted');
    expect(verdict('{"pk":1.0}', { key: [{ type: 'N', pointers: ['/pk'] }] })).toBe('accepted');
    expect(verdict('{"id":1.0,"pk":1}', { key: [{ type: 'N' }] })).toBe('accepted');
  });

  test.each([[32, 'accepted'], [33, 'TOO_DEEP  depth'], [1000, 'TOO_DEEP  depth'], [100_000, 'TOO_DEEP  depth']])('%i levels: %s', (levels, expected) => {
    expect(verdict(`{"id":"1","a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`)).toBe(expected);
    expect(verdict(`{"id":"1",${'"a":{'.repeat(levels - 1)}${'}'.repeat(levels)}`)).toBe(expected);
  });

  test('a hundred thousand brackets that do not match are malformed', () => {
    expect(verdict('['.repeat(100_000))).toBe('MALFORMED_JSON  json');
    expect(verdict('{"a":'.repeat(100_000))).toBe('MALFORMED_JSON  json');
  });
});

describe('the key', () => {
  test.each<[string, string, AssessOptions['key'], string]>([
    ['is missing', '{"a":1}', [{}], 'MISSING_KEY /id table-key'],
    ['is only inherited', '{"a":1}', [{ pointers: ['/constructor'] }], 'MISSING_KEY /constructor table-key'],
    ['is null', '{"id":null}', [{}], 'INVALID_KEY /id table-key'],
    ['is empty', '{"id":""}', [{}], 'INVALID_KEY /id table-key'],
    ['is a number instead of a string', '{"id":1}', [{}], 'INVALID_KEY /id table-key'],
    ['is a string instead of a number', '{"id":"1"}', [{ type: 'N' }], 'INVALID_KEY /id table-key'],
    ['is a number out of range', '{"id":1e126}', [{ type: 'N' }], 'INVALID_KEY /id table-key'],
    ['is an object', '{"id":{}}', [{}], 'INVALID_KEY /id table-key'],
    ['has 2,048 bytes', `{"id":"${'é'.repeat(1024)}"}`, [{}], 'accepted'],
    ['has more', `{"id":"${'é'.repeat(1024)}x"}`, [{}], 'INVALID_KEY /id table-key'],
    ['the sort key has 1,024 bytes', `{"id":"1","s":"${'x'.repeat(1024)}"}`, [{}, { name: 'sk', pointers: ['/s'] }], 'accepted'],
    ['the sort key has more', `{"id":"1","s":"${'x'.repeat(1025)}"}`, [{}, { name: 'sk', pointers: ['/s'] }], 'INVALID_KEY /s table-key'],
    ['the sort key is missing', '{"id":"1"}', [{}, { name: 'sk', pointers: ['/s', '/t'] }], 'MISSING_KEY /s table-key'],
    ['the first place that holds something decides', '{"a":null,"b":"1"}', [{ pointers: ['/x', '/a', '/b'] }], 'INVALID_KEY /a table-key'],
  ])('%s', (_, text, key, expected) => {
    expect(verdict(text, { key })).toBe(expected);
  });

  test.each<[string, string, 'S' | 'N', string]>([
    ['a number', '1', 'S', 'is a number, but the type of the key is string: write it as a string, or set type NUMBER'],
    ['null', 'null', 'S', 'is null, but the type of the key is string: write a string'],
    ['an array', '[]', 'S', 'is an array, but the type of the key is string: write a string'],
    ['empty', '""', 'S', 'is an empty string, which DynamoDB does not accept as a key: write a value'],
    ['a string', '"17"', 'N', 'is a string, but the type of the key is number: write it without quotes, or set type STRING'],
    ['a boolean', 'true', 'N', 'is true or false, but the type of the key is number: write a number'],
  ])('that is %s: the message says what to do', (_, value, type, message) => {
    expect(assess(`{"id":${value}}`, { key: [{ type }] }).rejected!.errors).toEqual([
      { pointer: '/id', keyword: 'table-key', message: `the table's key attribute pk ${message}` },
    ]);
  });

  test('the message about a missing key is short, however long the pointers are', () => {
    const { rejected } = assess('{"a":1}', { key: [{ pointers: Array.from({ length: 6 }, (_, k) => `/${'x'.repeat(100)}${k}`) }] });

    expect(rejected!.errors[0].message.length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
    expect(rejected!.errors[0].message).toContain('add it, or its pointer to tableKey');
  });

  test('may be anywhere, and numbers keep their digits', () => {
    const { accepted } = assess('{"a/b":[{"~":9007199254740993}],"s":1.50}', {
      key: [{ type: 'N', pointers: ['/a~1b/0/~0'] }, { name: 'sk', type: 'N', pointers: ['/s'] }],
    });

    expect(accepted!.key).toEqual({ pk: { N: '9007199254740993' }, sk: { N: '1.50' } });
    expect(accepted!.item).toMatchObject(accepted!.key);
  });
});

describe('the schema', () => {
  test('the error for a missing member points at it, and its message contains no value', () => {
    const { rejected } = assess('{"order-info":{"orderId":"2"}}', { validate: defaultSchema });

    expect(rejected).toMatchObject({
      reason: 'SCHEMA_VIOLATION',
      errors: [{ pointer: '/contact-info', keyword: 'required', message: "must have required property 'contact-info'" }],
      record: '{"order-info":{"orderId":"2"}}',
    });
  });

  test('errors are few and short, whatever the validator returns', () => {
    const error = { keyword: 'type', message: 'm'.repeat(5000), params: {} };
    const validate = Object.assign(() => false, { errors: Array.from({ length: 1000 }, (_, i) => ({ ...error, instancePath: `/${i}${'x'.repeat(5000)}` })) });

    const { rejected } = assess('{"id":"1"}', { validate });

    expect(rejected!.errors.length).toBeGreaterThan(1);
    expect(rejected!.errors.length).toBeLessThanOrEqual(10);
    expect(JSON.stringify(rejected!.errors).length).toBeLessThan(5_000);
  });

  test('the error for an additional member points at it', () => {
    const errors = [{ instancePath: '/a', keyword: 'additionalProperties', message: 'must NOT have additional properties', params: { additionalProperty: 'b/c' } }];

    expect(verdict('{"id":"1"}', { validate: Object.assign(() => false, { errors }) })).toBe('SCHEMA_VIOLATION /a/b~1c additionalProperties');
  });
});

describe('size', () => {
  const record = (length: number, unit = 'x'): string => `{"id":"1","a":"${unit.repeat(length)}"}`;

  test('a record is left out if the answer would be too long with it', () => {
    const { accepted } = assess(record(150_000));

    expect(accepted!.record).toBeNull();
    expect(accepted!.item.a).toEqual({ S: 'x'.repeat(150_000) });
  });

  test.each([['in bytes', record(210_000)], ['in escapes', record(40_000, '\\u0001')], ['in characters of several bytes', record(70_000, '€')]])(
    'RECORD_TOO_LARGE, counted %s', (_, text) => {
      expect(verdict(text)).toBe('RECORD_TOO_LARGE  size');
    });

  test('a record of 3 MB is assessed, one of 5 MB is not read', () => {
    expect(verdict(record(3_000_000))).toBe('RECORD_TOO_LARGE  size');
    expect(verdict(`{"id":"1","a":${'[0],'.repeat(700_000)}0}`)).toBe('MALFORMED_JSON  json');
    expect(verdict(`{"id":"1","a":[${'[0],'.repeat(700_000)}0]}`)).toBe('RECORD_TOO_LARGE  size');
    expect(verdict(record(5_000_000))).toBe('RECORD_TOO_LARGE  size');
  });

  test('the reported size is never too small, and not much too large', () => {
    const texts = [record(10), record(100, 'é😀'), record(3000, '\\u0001'), record(3000, '\\"'), record(300, '\n').replace(/\n/g, '","b'), `{"id":"1",\n\t"a":[${'1,null,true,"",{},\n'.repeat(200)}0]}`, '{"x":1}', '{"a":', record(66_000, '\u0001')];

    for (const text of texts) {
      const { accepted, rejected, size } = assess(text);
      const actual = Buffer.byteLength(JSON.stringify(accepted ?? rejected)) + 1;

      expect(size).toBeGreaterThanOrEqual(actual - 1);
      expect(size).toBeLessThan(1.5 * actual + 1000);
    }
  });
});
