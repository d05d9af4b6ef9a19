import { existsSync } from 'node:fs';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { emulatorOfTests } from './support/emulator-of-tests';
import { Clients, Emulator, EmulatorError } from '../../../tools/emulator';
import { randomCredentials } from '../../../tools/emulator/environment';
import { groupIsGone, processIsAlive } from '../../../tools/process/process-group';

describe('an emulator', () => {
  const running = emulatorOfTests();

  test('is healthy when it has started', async () => {
    const answer = await fetch(`${running.emulator.endpoint}/_ministack/health`);
    expect(answer.status).toBe(200);
  });

  test('listens on loopback and nowhere else', async () => {
    const port = Number(new URL(running.emulator.endpoint).port);
    expect(await connects('127.0.0.1', port)).toBe(true);
    const others = Object.values(networkInterfaces()).flat().filter((address) => address!.family === 'IPv4' && !address!.internal);
    for (const { address } of others as { address: string }[]) expect(await connects(address, port)).toBe(false);
  });

  test('answers the SDK clients', async () => {
    await running.clients.s3.send(new CreateBucketCommand({ Bucket: 'files' }));
    await running.clients.s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'a/b.json', Body: '{}' }));
    const { Body } = await running.clients.s3.send(new GetObjectCommand({ Bucket: 'files', Key: 'a/b.json' }));
    expect(await Body!.transformToString()).toBe('{}');

    const { QueueUrl } = await running.clients.sqs.send(new CreateQueueCommand({ QueueName: 'dead-letters' }));
    expect(QueueUrl).toContain(running.emulator.endpoint);
    await running.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  });

  test.each([
    ['credentials that anybody could try', { accessKeyId: 'test', secretAccessKey: 'test' }],
    ['the account as access key', { accessKeyId: '000000000000', secretAccessKey: 'test' }],
    ['the credentials of another start', randomCredentials()],
  ])('refuses %s', async (_, credentials) => {
    const stranger = new Clients({ endpoint: running.emulator.endpoint, credentials });
    await expect(stranger.s3.send(new CreateBucketCommand({ Bucket: 'strange' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    await expect(stranger.sqs.send(new CreateQueueCommand({ QueueName: 'strange' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    stranger.destroy();
  });

  describe('refuses a web page', () => {
    const signed = () => ({ authorization: `AWS4-HMAC-SHA256 Credential=${running.emulator.credentials.accessKeyId}/20260101/us-east-1/s3/aws4_request` });

    test.each([
      ['without credentials', () => ({}), 403],
      ['of another origin, whatever it knows', () => ({ ...signed(), origin: 'https://example.com' }), 403],
      ['under a host name of its own', () => ({ ...signed(), host: `rebound.example.com:${new URL(running.emulator.endpoint).port}` }), 403],
      ['(none of this: a client)', signed, 200],
    ])('%s', async (_, headers, status) => {
      const answer = await send(running.emulator.endpoint, 'GET', headers());
      expect(answer.status).toBe(status);
      if (status === 403) expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    });

    test('before it sends anything', async () => {
      const answer = await send(running.emulator.endpoint, 'OPTIONS', { 'origin': 'https://example.com', 'access-control-request-method': 'PUT' });
      expect(answer.status).toBe(403);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    });
  });

  test('gives an environment without settings of a real account', () => {
    expect(running.emulator.env).toMatchObject({
      AWS_ENDPOINT_URL: running.emulator.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: running.emulator.credentials.accessKeyId,
      CDK_DEFAULT_ACCOUNT: '000000000000',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
    expect(running.emulator.env).not.toHaveProperty('AWS_PROFILE');
    expect(running.emulator.env).not.toHaveProperty('AWS_SESSION_TOKEN');
  });

  test('has a port of its own, so that several can run', async () => {
    const second = await Emulator.start();
    expect(second.endpoint).not.toBe(running.emulator.endpoint);
    await second.stop();
    expect(processIsAlive(-second.pid)).toBe(false);
    expect(existsSync(dirname(second.logFile))).toBe(false);
  });
});

test('a failed start throws with the end of the log, and leaves no process', async () => {
  const listeners = process.listenerCount('SIGTERM');
  const start = Emulator.start({ settings: { MINISTACK_DOCKER_TIMEOUT: 'many' } });
  await expect(start).rejects.toThrow(EmulatorError);
  await expect(start).rejects.toThrow(/ended with exit code [\s\S]*log[\s\S]*many/);
  expect(process.listenerCount('SIGTERM')).toBe(listeners);
});

test('stopping ends every process that the emulator has started', async () => {
  const emulator = await Emulator.start();
  await emulator.stop();
  expect(await groupIsGone(emulator.pid, 0)).toBe(true);
});

/** With any header, unlike fetch. */
async function send(url: string, method: string, headers: OutgoingHttpHeaders): Promise<{ status?: number; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, headers: answer.headers });
    }).once('error', reject).end();
  });
}

async function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
  });
}
