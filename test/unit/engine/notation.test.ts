import { assess } from './support/assess';
import { MemoryFile } from './support/files';
import { assessBatch } from '../../../lambda-src/engine/assess/assess-batch';
import { MAX_MESSAGE_LENGTH } from '../../../src/private/contract/limits';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';

/** The messages of the dead letters of a file. */
async function messages(content: string): Promise<string[]> {
  const source = new MemoryFile(content);
  const options = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'id', type: 'S' as const, pointers: ['/id'] }] };
  const validate = Object.assign(() => true, { errors: null });
  const { rejected } = await assessBatch({ source, batch: wholeFile(source.size), options, validate, objectKey: 'k' });
  return rejected.map(({ errors }) => errors[0].message);
}

const RECORD = '{"id":"1"}';
const SIGNATURE = `;chunk-signature=${'0a'.repeat(32)}`;

test.each<[string, string, string]>([
  ['a form boundary', `------WebKitFormBoundary7MA4\r\n\r\n${RECORD}`, 'is a form boundary (multipart/form-data): upload the file, not the form'],
  ['a header of a form', `Content-Type: application/json\r\n\r\n${RECORD}`, 'is a header of a form (multipart/form-data): upload the file, not the form'],
  ['a frame of aws-chunked', `a${SIGNATURE}\r\n${RECORD}`, 'is a frame of aws-chunked: store the body without its frames'],
  ['base64 on a line', `${Buffer.from('{"id":"22222222"}').toString('base64')}\n${RECORD}`, 'is base64: decode it before the upload'],
  ['a comment', `// orders\n${RECORD}`, 'is not JSON: a comment: remove it'],
  ['words', `oops\n${RECORD}`, 'is not JSON: "o" (U+006F)'],
  ['a record that is cut off', `{"id":"1",\n${RECORD}`, 'is not a whole JSON text: byte 10: expected a member name in quotes, but the text ends'],
])('a damaged stretch is named: %s', async (_, content, message) => {
  expect(await messages(content)).toEqual([message]);
});

test('no message is longer than a dead letter has room for, and none has more of a record than a character', () => {
  const secrets = ['None', 'ObjectId(', 'NaN', '// x', '\'', '\\', '\u0000', '\ud800', '😀', 'undefined', '01', '.5', '-', '+', 'secret', 'secret:'];
  for (const secret of secrets) {
    const { message } = assess(`{"id":${secret}secret${'x'.repeat(10_000)}}`).rejected!.errors[0];

    expect(message.length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
    expect(message).not.toContain('secret');
  }
});
