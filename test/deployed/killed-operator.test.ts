import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Operator } from './support/operator';
import { NO_CONTACT, WAIT, operatorOf } from './support/operator';
import { Deployment } from '../../testkit/deployment';
import { ROOT } from '../../tools/root';

let deployment: Deployment;

beforeAll(async () => {
  // An operator hides messages for a minute.
  deployment = await Deployment.of({ Killed: () => ({}) }, { settings: { SQS_HIDE_SCALE: '0.1' } });
}, 240_000);

afterAll(() => deployment?.stop());

test.each(['before PutObject', 'after PutObject', 'after DeleteMessageBatch', 'before DeleteMessageBatch', 'after HeadObject'])('a process that ends %s is finished by the next one', async (gap) => {
  const killed = await operatorOf(deployment, 'Killed');
  const key = `${gap.replace(' ', '-')}.json`;
  await killed.upload(key, NO_CONTACT(`${gap} 1`), NO_CONTACT(`${gap} 2`));

  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'support', 'killed-operator.ts'), killed.pipeline.entry.pipeline, gap], { cwd: ROOT, env: { ...process.env, ...deployment.emulator.env }, stdio: 'inherit' });
  const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');

  // Messages that it held are visible again after a while.
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && await isHidden(killed)) await sleep(200);
  const { open, problems } = await killed.corrections.settle(WAIT);
  expect({ open, problems }).toEqual({ open: [], problems: [] });
  expect(await killed.letters()).toEqual([]);
  expect((await killed.deployed.table.items()).filter(({ orderId }) => orderId.S!.startsWith(gap))).toHaveLength(2);
}, 120_000);

/** Whether somebody holds a message of the queue. */
async function isHidden({ pipeline }: Operator): Promise<boolean> {
  const { Attributes } = await deployment.clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl: pipeline.entry.deadLetterQueue, AttributeNames: ['All'] }));
  return Attributes!.ApproximateNumberOfMessagesNotVisible !== '0';
}
