import { setTimeout as sleep } from 'node:timers/promises';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Clients, Emulator } from '../../../tools/emulator';

let emulator: Emulator;
let clients: Clients;
let QueueUrl: string;

beforeAll(async () => {
  emulator = await Emulator.start({ settings: { SQS_WAIT_SCALE: '0.1', SQS_HIDE_SCALE: '0.1' } });
  clients = new Clients(emulator);
  ({ QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: 'waits', Attributes: { ReceiveMessageWaitTimeSeconds: '10' } })) as { QueueUrl: string });
}, 60_000);

afterAll(async () => {
  clients?.destroy();
  await emulator?.stop();
});

async function receive(options: { WaitTimeSeconds?: number; VisibilityTimeout?: number } = {}): Promise<{ bodies: string[]; ms: number }> {
  const start = Date.now();
  const { Messages = [] } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, ...options }));
  return { bodies: Messages.map(({ Body }) => Body!), ms: Date.now() - start };
}

test('a receive waits a tenth of its time for a message, given with it or by the queue, and gets one that comes meanwhile', async () => {
  for (const options of [{}, { WaitTimeSeconds: 10 }]) {
    const { bodies, ms } = await receive(options);
    expect(bodies).toEqual([]);
    expect(ms).toBeGreaterThanOrEqual(1_000);
    expect(ms).toBeLessThan(8_000);
  }
  const received = receive({ WaitTimeSeconds: 20, VisibilityTimeout: 0 });
  await sleep(300);
  await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'late' }));
  expect((await received).bodies).toEqual(['late']);
});

test('a received message is hidden for a tenth of its time', async () => {
  const start = Date.now();
  expect((await receive({ VisibilityTimeout: 30 })).bodies).toEqual(['late']);
  expect((await receive({ WaitTimeSeconds: 0 })).bodies).toEqual([]);
  for (let bodies: string[] = []; bodies.length === 0;) ({ bodies } = await receive());
  expect(Date.now() - start).toBeGreaterThanOrEqual(3_000);
  expect(Date.now() - start).toBeLessThan(25_000);
});
