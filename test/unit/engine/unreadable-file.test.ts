import { gzipSync } from 'node:zlib';
import { Content, MemoryFile } from './support/files';
import { whyUnreadable } from '../../../lambda-src/engine/read/unreadable-file';

const why = (content: Content): Promise<string | null> => whyUnreadable(new MemoryFile(content), '/orders');

describe('a file that can be read as records', () => {
  test.each([
    ['one record', '{"a":1}'], ['no records', '[]'], ['an object without records', '{"orders":[]}'], ['a scalar', '1'], ['a byte-order mark', '\ufeff{"a":1}'],
    ['a broken line first', 'oops\n{"a":1}'], ['two records with a form feed between them', '{"a":1}\f{"b":2}'], ['a broken record first', '[{"a":1,{"a":2}]'], ['many broken lines first', `${'oops\n'.repeat(1000)}{"a":1}`],
    ['an array of none behind much white space', `${' '.repeat(300_000)}[]`], ['a record behind two MiB of white space', `${'\n'.repeat(2_000_000)}1`],
    ['empty', ''], ['white space', ' \n\t'], ['white space longer than the first look', '\n'.repeat(1_500_000)], ['a byte-order mark alone', '\ufeff'],
    ['a record of two MiB', `{"a":"${'x'.repeat(2_000_000)}"}`], ['two MiB before the records', `{"a":"${'x'.repeat(2_000_000)}","orders":[1]}`],
  ])('%s', async (_, content) => {
    expect(await why(content)).toBeNull();
  });
});

describe('a file that cannot be read as records', () => {
  test.each<[string, Content, string]>([
    ['cut off', '{"order-info":{"orderId":"1"', 'the file ends in the middle of its first record: upload all of it'],
    ['a surplus bracket', '{"é":1}}\n', 'the file is not valid JSON: byte 8: expected nothing more, found a closing brace'],
    ['a missing bracket', '{"a":{"b":1}', 'the file is not valid JSON: byte 12: expected a comma or "}", but the text ends'],
    ['cut off in the first element', '{"orders":[{"a":', 'the file has no record that begins and ends in it: correct the JSON from byte 11 on'],
    ['CSV', 'id,name\n1,secret\n', 'the file looks like CSV; it has to be JSON: convert it'],
    ['CSV in quotes', '"id","name"\n"1","secret"\n', 'the file looks like CSV; it has to be JSON: convert it'],
    ['XML', '<?xml version="1.0"?><orders/>', 'the file is XML or HTML: convert it to JSON'],
    ['words', 'secret words', 'the file starts with "s" (U+0073); it has to be JSON'],
    ['gzip', gzipSync('{"a":1}'), 'the file is compressed with gzip; it has to be JSON'],
    ['ZIP', Buffer.from('504b0304140000', 'hex'), 'the file is a ZIP archive, or an Office document such as .xlsx; it has to be JSON'],
    ['Parquet', 'PAR1 {"a":1}\n{"a":1}', 'the file is a Parquet file; it has to be JSON'],
    ['base64', Buffer.from('{"order-info":{"OrderId":"1"}}').toString('base64'), 'the file is base64: decode it before the upload'],
    ['a form', '------WebKitFormBoundary7MA4\r\nContent-Disposition: form-data; name="a"\r\n\r\nb', 'the file is a form boundary (multipart/form-data): upload the file, not the form'],
    ['frames', `5;chunk-signature=${'0a'.repeat(32)}\r\nwords\r\n`, 'the file is a frame of aws-chunked: store the body without its frames'],
    ['JSONP', 'callback({"a":1});', 'the file is a call of JavaScript (JSONP): write the value with JSON.stringify'],
    ['a no-break space', '\u00a0x', 'the file starts with U+00A0 (a no-break space): write a space; it has to be JSON'],
    ['UTF-16 with a mark', Buffer.from('\ufeff{"a":1}\n', 'utf16le'), 'the file is UTF-16 or UTF-32, not UTF-8; it has to be JSON'],
    ['UTF-16 without a mark', Buffer.from('{"a":1}\n', 'utf16le'), 'the file contains bytes with the value 0: it is binary or UTF-16; it has to be JSON in UTF-8'],
    ['no record in its first MiB', `${'oops\n'.repeat(300_000)}{"a":1}`, 'the file starts with "o" (U+006F); it has to be JSON'],
  ])('%s', async (_, content, expected) => {
    expect(await why(content)).toBe(expected);
  });

  test('no more than the first MiB of a file is read', async () => {
    const file = new MemoryFile('oops\n'.repeat(2_000_000));

    await whyUnreadable(file, '/orders');

    expect(Math.max(...file.reads.map(([, end]) => end))).toBeLessThan(1_600_000);
  });
});
