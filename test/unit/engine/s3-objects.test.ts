import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FileChanged } from '../../../lambda-src/handlers/file-problem';
import { S3Objects } from '../../../lambda-src/handlers/s3-objects';
import type { SourceFile } from '../../../src/private/contract/messages';

const objects = new S3Objects(require);
const content = Buffer.from('0123456789'.repeat(100));
const file: SourceFile = {
  bucket: 'sales',
  key: 'in/a b.json',
  sendableKey: 'in/a b.json',
  label: 'in/a b.json',
  versionId: 'v1',
  etag: 'e1',
  size: content.length,
  uploaded: '2026-11-26T22:00:00Z',
  begun: '2026-11-26T22:00:01.000Z',
};

/** Requests as they came, and a stand-in for S3 that answers them. */
const requests: Array<{ path: string; range?: string; ifMatch?: string; version: string | null }> = [];
let answer: { status: number; code?: string; message?: string; bytes?: (from: number, to: number) => Buffer } = { status: 206 };
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    const { range, 'if-match': ifMatch } = request.headers;
    requests.push({ path: decodeURIComponent(url.pathname), range, ifMatch, version: url.searchParams.get('versionId') });
    const [from, to] = range!.replace('bytes=', '').split('-').map(Number);
    const bytes = answer.status === 206 ? (answer.bytes ?? ((start, end) => content.subarray(start, end)))(from, to + 1) : undefined;
    response.writeHead(answer.status, { 'content-type': 'application/xml' });
    response.end(bytes ?? (answer.code ? `<Error><Code>${answer.code}</Code><Message>${answer.message ?? 'no'}</Message></Error>` : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_MAX_ATTEMPTS: '1',
  });
});

afterAll((done) => {
  server.closeAllConnections();
  server.close(done);
});

beforeEach(() => {
  requests.length = 0;
  answer = { status: 206 };
});

test('a range comes from exactly the version that was uploaded', async () => {
  const bytes = await objects.object(file).read(10, 25);

  expect(Buffer.from(bytes).toString()).toBe('012345678901234');
  expect(requests).toEqual([{ path: '/sales/in/a b.json', range: 'bytes=10-24', ifMatch: '"e1"', version: 'v1' }]);
});

test('without versioning, the ETag identifies the object', async () => {
  await objects.object({ ...file, versionId: null }).read(0, 1);

  expect(requests).toEqual([expect.objectContaining({ ifMatch: '"e1"', version: null })]);
});

test('a stream gives all bytes of its range', async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of objects.object(file).stream(5, 1000)) chunks.push(chunk);

  expect(Buffer.concat(chunks)).toEqual(content.subarray(5));
});

test('a stream that ends early is an error to be retried', async () => {
  answer = { status: 206, bytes: (from) => content.subarray(from, from + 10) };
  const read = async (): Promise<void> => {
    for await (const chunk of objects.object(file).stream(0, 1000)) expect(chunk.length).toBeLessThanOrEqual(10);
  };

  await expect(read()).rejects.toThrow('10 of 1000 bytes');
  await expect(read()).rejects.not.toBeInstanceOf(FileChanged);
});

test.each([
  [404, 'NoSuchKey', 'the object has been deleted'],
  [404, 'NoSuchVersion', 'the version of the object has been deleted'],
  [412, 'PreconditionFailed', 'the object has been replaced by another since it was uploaded'],
  [416, 'InvalidRange', 'the object is shorter than it was when it was uploaded'],
  [405, 'MethodNotAllowed', 'the object has been deleted'],
])('%i %s: the file has changed, and the message does not name it', async (status, code, message) => {
  answer = { status, code };

  const read = objects.object(file).read(0, 10);

  await expect(read).rejects.toThrow(new Error(message));
  await expect(read).rejects.toMatchObject({ name: 'FileChanged' });
});

test.each([
  [403, 'InvalidObjectState', "The operation is not valid for the object's storage class", 'the object is in an archive'],
  [
    400, 'InvalidRequest',
    'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
    'the object is encrypted with a key that only its uploader has (SSE-C)',
  ],
])('%i %s: no attempt can read the object, so the file is unreadable', async (status, code, message, expected) => {
  answer = { status, code, message };

  const read = objects.object(file).read(0, 10);

  await expect(read).rejects.toThrow(expected);
  await expect(read).rejects.toMatchObject({ name: 'FileUnreadable', reason: 'FILE_UNREADABLE' });
});

test.each([[500, 'InternalError'], [503, 'SlowDown'], [403, 'AccessDenied'], [400, 'InvalidRequest']])('%i %s is thrown unchanged', async (status, code) => {
  answer = { status, code };

  await expect(objects.object(file).read(0, 10)).rejects.toMatchObject({ name: code });
});
