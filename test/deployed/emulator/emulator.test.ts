import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Clients, Emulator, EmulatorError } from '../../../tools/emulator';
import { groupIsGone, processIsAlive } from '../../../tools/process/process-group';

describe('an emulator', () => {
  let emulator: Emulator;
  let clients: Clients;

  beforeAll(async () => {
    emulator = await Emulator.start();
    clients = new Clients(emulator);
  });

  afterAll(async () => {
    clients.destroy();
    await emulator.stop();
  });

  test('is healthy when it has started', async () => {
    const answer = await fetch(`${emulator.endpoint}/_ministack/health`);
    expect(answer.status).toBe(200);
  });

  test('listens on loopback and nowhere else', async () => {
    const port = Number(new URL(emulator.endpoint).port);
    expect(await connects('127.0.0.1', port)).toBe(true);
    const others = Object.values(networkInterfaces()).flat().filter((address) => address!.family === 'IPv4' && !address!.internal);
    for (const { address } of others as { address: string }[]) expect(await connects(address, port)).toBe(false);
  });

  test('answers the SDK clients', async () => {
    await clients.s3.send(new CreateBucketCommand({ Bucket: 'files' }));
    await clients.s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'a/b.json', Body: '{}' }));
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: 'files', Key: 'a/b.json' }));
    expect(await Body!.transformToString()).toBe('{}');

    const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: 'dead-letters' }));
    expect(QueueUrl).toContain(emulator.endpoint);
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  });

  test('gives an environment without settings of a real account', () => {
    expect(emulator.env).toMatchObject({
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      CDK_DEFAULT_ACCOUNT: '000000000000',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
    expect(emulator.env).not.toHaveProperty('AWS_PROFILE');
    expect(emulator.env).not.toHaveProperty('AWS_SESSION_TOKEN');
  });

  test('has a port of its own, so that several can run', async () => {
    const second = await Emulator.start();
    expect(second.endpoint).not.toBe(emulator.endpoint);
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
