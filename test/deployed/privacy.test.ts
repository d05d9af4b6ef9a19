import { readFileSync } from 'node:fs';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.of({ Defaults: () => ({}) });
}, 240_000);

afterAll(() => deployment?.stop());

test('logs contain no values of records, whatever the verdict', async () => {
  const pipeline = deployment.pipeline('Defaults');
  const secret = 'mary.major@example.com';
  const records = [order({ note: secret }), { 'order-info': { note: secret } }, { ...order(), 'contact-info': secret }];
  const malformed = `{"contact-info": {"email": "${secret}"`;

  await pipeline.upload('secrets.jsonl', [...records.map((record) => JSON.stringify(record)), malformed].join('\n'));

  const logs = await deployment.logs();
  expect(logs).toContain('AcceptedRecords');
  expect(logs).not.toContain(secret);
  expect(readFileSync(deployment.emulator.logFile, 'utf8')).not.toContain(secret);
});
