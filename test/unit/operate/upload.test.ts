import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { upload } from '../../../cli/operate/files/upload';
import type { Pipeline } from '../../../cli/operate/pipeline';

const directory = mkdtempSync(join(tmpdir(), 'upload-'));
const path = join(directory, 'orders.json');
const bytes = 9 * 1024 ** 2;

beforeAll(() => writeFileSync(path, Buffer.alloc(bytes, ' ')));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Request {
  readonly method: string;
  readonly query: Record<string, string | null>;
}

interface Answer {
  readonly statusCode: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** What S3 answers to an upload in parts, except where `other` has an answer. */
function bucket(other: (call: string) => Answer | undefined): { readonly pipeline: Pick<Pipeline, 'aws' | 'entry'>; readonly calls: string[] } {
  const calls: string[] = [];
  const answerTo = (call: string): Answer => other(call) ?? {
    'HEAD': { statusCode: 404 },
    'POST uploads': { statusCode: 200, body: '<InitiateMultipartUploadResult><UploadId>u-1</UploadId></InitiateMultipartUploadResult>' },
    'POST uploadId': { statusCode: 200, body: '<CompleteMultipartUploadResult><ETag>"e-2"</ETag></CompleteMultipartUploadResult>' },
    'DELETE uploadId': { statusCode: 204 },
  }[call] ?? { statusCode: 200, headers: { etag: '"e"' } };
  const handle = async ({ method, query }: Request): Promise<object> => {
    const name = ['uploads', 'partNumber', 'uploadId'].find((key) => key in query);
    const call = name === undefined ? method : `${method} ${name}`;
    calls.push(call);
    const { statusCode, headers = {}, body = '' } = answerTo(call);
    return { response: { statusCode, headers, body: Readable.from([Buffer.from(body)]) } };
  };
  const s3 = new S3Client({ region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1, requestHandler: { handle } as never });
  return { pipeline: { aws: { s3 }, entry: { bucket: 'uploads' } } as unknown as Pipeline, calls };
}

test('an object that comes meanwhile is not replaced, and the parts are removed', async () => {
  const { pipeline, calls } = bucket((call) => call === 'POST uploadId'
    ? { statusCode: 412, body: '<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions did not hold</Message></Error>' }
    : undefined);

  await expect(upload(pipeline, { path, bytes, key: 'in/orders.json' }, { replace: false })).rejects.toMatchObject({ kind: 'exists' });
  expect(calls).toEqual(['HEAD', 'POST uploads', 'PUT partNumber', 'PUT partNumber', 'POST uploadId', 'DELETE uploadId']);
});

test('nothing is sent of a file whose object is there already', async () => {
  const { pipeline, calls } = bucket((call) => call === 'HEAD' ? { statusCode: 200 } : undefined);

  await expect(upload(pipeline, { path, bytes, key: 'in/orders.json' }, { replace: false })).rejects.toMatchObject({ kind: 'exists' });
  expect(calls).toEqual(['HEAD']);
});

test('Ctrl-C removes the parts that were sent', async () => {
  const interrupted = new AbortController();
  const { pipeline, calls } = bucket((call) => {
    if (call === 'PUT partNumber') interrupted.abort();
    return undefined;
  });

  await expect(upload(pipeline, { path, bytes, key: 'in/orders.json' }, { replace: true, signal: interrupted.signal })).rejects.toMatchObject({ name: 'AbortError' });
  expect(calls).toContain('DELETE uploadId');
  expect(calls).not.toContain('POST uploadId');
});

test('progress ends with all bytes, however many parts there are', async () => {
  const { pipeline } = bucket((call) => call === 'HEAD' ? { statusCode: 200, headers: { 'last-modified': 'Fri, 27 Nov 2026 09:00:00 GMT' } } : undefined);
  let sent = 0;

  const version = await upload(pipeline, { path, bytes, key: 'in/orders.json' }, { replace: true, onProgress: (more) => sent += more });
  expect(version).toMatchObject({ key: 'in/orders.json', bytes });
  expect(sent).toBe(bytes);
});
