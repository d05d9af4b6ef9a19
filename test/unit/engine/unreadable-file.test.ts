import { gzipSync } from 'node:zlib';
import { Content, MemoryFile } from './support/files';
import { whyUnreadable } from '../../../lambda-src/engine/read/unreadable-file';

const why = (content: Content): Promise<string | null> => whyUnreadable(new MemoryFile(content), '/orders');

describe('a file that can be read as records', () => {
  test.each([
    ['one record', '{"a":1}'], ['no records', '[]'], ['an object without records', '{"orders":[]}'], ['a scalar', '1'], ['a byte-order mark', '\ufeff{"a":1}'],
    ['a broken line first', 'oops\n{"a":1}'], ['a broken record first', '[{"a":1,{"a":2}]'], ['many broken lines first', `${'oops\n'.repeat(1000)}{"a":1}`],
    ['an array of none behind much white space', `${' '.repeat(300_000)}[]`], ['a record behind two MiB of white space', `${'\n'.repeat(2_000_000)}1`],
    ['a record of two MiB', `{"a":"${'x'.repeat(2_000_000)}"}`], ['two MiB before the records', `{"a":"${'x'.repeat(2_000_000)}","orders":[1]}`],
  ])('%s', async (_, content) => {
    expect(await why(content)).toBeNull();
  });
});

describe('a file that cannot be read as records', () => {
  test.each<[string, Content, string]>([
    ['empty', '', 'the file is empty'],
    ['blank', ' \n\t', 'the file holds nothing but white space'],
    ['blank, and longer than the first look', '\n'.repeat(1_500_000), 'the file holds nothing but white space'],
    ['a byte-order mark', '\ufeff', 'the file holds nothing but white space'],
    ['cut off', '{"order-info":{"orderId":"1"', 'the file ends in the middle of its first record'],
    ['a surplus bracket', '{"é":1}}\n', 'the file is not valid JSON: byte 8: expected nothing more'],
    ['a missing bracket', '{"a":{"b":1}', 'the file is not valid JSON: byte 12: expected a comma or "}", but the text ends'],
    ['two records with a form feed between them', '{"a":1}\f{"b":2}', 'the file is not valid JSON: byte 7: expected nothing more'],
    ['cut off in the first element', '{"orders":[{"a":', 'the file has no complete JSON text'],
    ['CSV', 'id,name\n1,secret\n', 'the file starts with the byte 0x69, which cannot start a JSON value; it looks like CSV'],
    ['CSV in quotes', '"id","name"\n"1","secret"\n', 'the file has no complete JSON text; it looks like CSV'],
    ['XML', '<?xml version="1.0"?><orders/>', 'the file looks like XML or HTML; it has to be JSON'],
    ['words', 'secret words', 'the file starts with the byte 0x73, which cannot start a JSON value'],
    ['gzip', gzipSync('{"a":1}'), 'the file is compressed with gzip; it has to be JSON'],
    ['ZIP', Buffer.from('504b0304140000', 'hex'), 'the file is a ZIP archive, or an Office document such as .xlsx; it has to be JSON'],
    ['Parquet', 'PAR1 {"a":1}\n{"a":1}', 'the file is a Parquet file; it has to be JSON'],
    ['UTF-16 with a mark', Buffer.from('\ufeff{"a":1}\n', 'utf16le'), 'the file is UTF-16 or UTF-32, not UTF-8; it has to be JSON'],
    ['UTF-16 without a mark', Buffer.from('{"a":1}\n', 'utf16le'), 'the file contains bytes with the value 0: it is binary or UTF-16; it has to be JSON in UTF-8'],
    ['no record in its first MiB', `${'oops\n'.repeat(300_000)}{"a":1}`, 'the file starts with the byte 0x6f, which cannot start a JSON value'],
  ])('%s', async (_, content, expected) => {
    expect(await why(content)).toBe(expected);
  });

  test('no more than the first MiB of a file is read', async () => {
    const file = new MemoryFile('oops\n'.repeat(2_000_000));

    await whyUnreadable(file, '/orders');

    expect(Math.max(...file.reads.map(([, end]) => end))).toBeLessThan(1_600_000);
  });
});
