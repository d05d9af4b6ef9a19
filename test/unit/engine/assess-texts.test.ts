import { assess } from './support/assess';
import { compiledSchema } from './support/compiled-schema';
import { handlers } from '../../../lambda-src/handlers/handlers';
import { MAX_TEXTS, MAX_TEXTS_SIZE } from '../../../src/private/contract/limits';
import type { AssessTextsInput, AssessTextsOutput, RecordOptions, TextVerdict } from '../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';

const lines: object[] = [];
const validate = compiledSchema({ required: ['id', 'qty'], properties: { qty: { type: 'integer' }, note: { type: 'string' } } });
const DEFAULTS: RecordOptions = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'pk', type: 'S', pointers: ['/id'] }] };

async function ask(texts: unknown, options: RecordOptions = DEFAULTS): Promise<AssessTextsOutput> {
  const { validator } = handlers({
    options: { ...options, deadLettersPerBatch: 1 },
    validate,
    schemaTexts: { schema: null, references: [] },
    pipelineName: 'Sales',
    object: () => { throw new Error('no file is read'); },
    log: (line) => lines.push(line),
  });
  return await validator({ texts } as AssessTextsInput, { getRemainingTimeInMillis: () => 30_000 }) as AssessTextsOutput;
}

async function verdictOn(text: string, options?: RecordOptions): Promise<TextVerdict> {
  const { verdicts: [verdict], inputError } = await ask([text], options);
  expect(inputError).toBeNull();
  return verdict;
}

beforeEach(() => {
  lines.length = 0;
});

test('each text gets the verdict of the pipeline, in their order', async () => {
  expect(await ask(['{"id":"1","qty":1}', '{"qty":"x","note":1}'])).toEqual({
    verdicts: [
      { verdict: 'accepted', records: 1, key: { pk: '1' }, contentHash: expect.stringMatching(/^[\w-]{22}$/), version: null, reason: null, errors: [] },
      {
        verdict: 'rejected',
        records: 1,
        key: null,
        contentHash: null,
        version: null,
        reason: 'SCHEMA_VIOLATION',
        errors: [
          { pointer: '/id', keyword: 'required', message: 'must have required property \'id\'' },
          { pointer: '/qty', keyword: 'type', message: 'must be integer' },
          { pointer: '/note', keyword: 'type', message: 'must be string' },
        ],
      },
    ],
    inputError: null,
  });
});

test('rejected texts have a verdict each, however many dead letters a batch may have', async () => {
  const { verdicts } = await ask(Array(5).fill('{}'));
  expect(verdicts.map(({ reason }) => reason)).toEqual(Array(5).fill('SCHEMA_VIOLATION'));
});

test.each<[string, string, Partial<TextVerdict>]>([
  ['two members of the same name', '{"id":"1","qty":1,"qty":2}', { verdict: 'rejected', reason: 'DUPLICATE_NAME' }],
  ['a number that DynamoDB would change', '{"id":"1","qty":1,"n":1e400}', { verdict: 'rejected', reason: 'UNREPRESENTABLE_NUMBER' }],
  ['an attribute of the pipeline', '{"id":"1","qty":1,"_source":1}', { verdict: 'rejected', reason: 'RESERVED_NAME' }],
  ['a record that is too large', `{"id":"1","qty":1,"a":"${'x'.repeat(200_001)}"}`, { verdict: 'rejected', reason: 'RECORD_TOO_LARGE' }],
  ['no object', '[[1]]', { verdict: 'rejected', records: 1, reason: 'SCHEMA_VIOLATION' }],
  ['half a record', '{"id":"1"', {
    verdict: 'rejected',
    records: 0,
    reason: 'FILE_UNREADABLE',
    errors: [{ pointer: '', keyword: 'FILE_UNREADABLE', message: expect.stringContaining('ends in the middle of its first record') }],
  }],
  ['nothing', '', { verdict: 'not-one-record', records: 0, key: null, reason: null, errors: [] }],
  ['two records', '{"id":"1","qty":1} {"id":"2","qty":1}', { verdict: 'not-one-record', records: 2, key: null, reason: null, errors: [] }],
  ['a record and a fragment', '{"id":"1","qty":1} {"id"', { verdict: 'not-one-record', records: 2 }],
  ['a record that is read as a file of records', '{"id":"1","qty":1,"orders":[{},{}]}', { verdict: 'not-one-record', records: 2 }],
  ['a file without records', '[]', { verdict: 'not-one-record', records: 0 }],
])('%s', async (_, text, expected) => {
  expect(await verdictOn(text)).toMatchObject(expected);
});

test('numbers in a table key keep their digits', async () => {
  const options: RecordOptions = { ...DEFAULTS, tableKey: [{ name: 'pk', type: 'N', pointers: ['/id'] }] };
  expect(await verdictOn('{"id":10000000000000000999,"qty":1}', options)).toMatchObject({ key: { pk: '10000000000000000999' } });
});

test('a record needs its version where the pipeline needs it, and none where its upload says it', async () => {
  const inRecord = { ...DEFAULTS, version: { attribute: '_version', pointers: ['/at'] } };
  expect(await verdictOn('{"id":"1","qty":1}', inRecord)).toMatchObject({ verdict: 'rejected', reason: 'INVALID_VERSION' });
  expect(await verdictOn('{"id":"1","qty":1}', { ...DEFAULTS, version: { attribute: '_version', pointers: [] } })).toMatchObject({ verdict: 'accepted' });
});

test('the content hash and the version are those that the item gets', async () => {
  const options = { ...DEFAULTS, version: { attribute: '_version', pointers: ['/at'] } };
  const text = '{"id":"1","qty":1,"at":"2026-11-26T10:15:00Z"}';
  const { accepted } = assess(text, { options, validate });

  const { contentHash, version } = await verdictOn(text, options);

  expect(accepted!.item).toMatchObject({ _contentHash: { S: contentHash }, _version: { N: version } });
  expect(await verdictOn('{"at":"2026-11-26T10:15:00Z", "qty":1.0, "id":"\\u0031"}', options)).toMatchObject({ contentHash, version });
});

test('a version that the upload says is not known before', async () => {
  expect(await verdictOn('{"id":"1","qty":1}', { ...DEFAULTS, version: { attribute: '_version', pointers: [] } })).toMatchObject({ version: null });
});

test('one log line says how many there were; it makes no metric and has no value', async () => {
  await ask(['{"id":"SECRET","qty":1}', '{"id":"SECRET"}', 'SECRET']);
  expect(lines).toEqual([{ texts: 3, accepted: 1 }]);
});

test.each<[string, unknown, string]>([
  ['something else than an array', 'SECRET', '"texts" must be an array of strings, but is a string'],
  ['null', null, '"texts" must be an array of strings, but is null'],
  ['parsed records', ['{}', { id: 'SECRET' }], '"texts" must be an array of strings, but element 1 is an object: pass each record as a text'],
  ['too many', Array(MAX_TEXTS + 1).fill('{}'), '"texts" must have up to 100 strings, but has 101: ask about fewer at once'],
  ['too much', ['€'.repeat(MAX_TEXTS_SIZE / 3), '€'], '"texts" must have up to 1048576 bytes in all, but has 1048578: ask about fewer at once'],
  ['half of a surrogate pair', ['{}', '"\ud800"'], '"texts" must be Unicode, but element 1 has half of a surrogate pair, which no file in UTF-8 can have'],
])('%s: the answer says what is wrong with the question', async (_, texts, inputError) => {
  expect(await ask(texts)).toEqual({ verdicts: [], inputError });
  expect(lines).toEqual([]);
});

test('nothing to ask about', async () => {
  expect(await ask([])).toEqual({ verdicts: [], inputError: null });
});
