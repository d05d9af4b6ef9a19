import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { correctionRecipe } from '../../testkit/correction-recipe';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { TOOL } from '../../tools/bundle-options';

const installed = ['aws --version', 'jq --version'].every((command) => spawnSync(command, { shell: true }).status === 0);
const testIfInstalled = installed ? test : test.skip;

let deployment: Deployment | undefined;
let pipeline: DeployedPipeline;
const directory = mkdtempSync(join(tmpdir(), 'correction-'));

beforeAll(async () => {
  if (installed) {
    deployment = await Deployment.of({ Sales: () => ({}) });
    pipeline = deployment.pipeline('Sales');
  }
}, 240_000);

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await deployment?.stop();
});

testIfInstalled('the commands of the runbook upload corrected records of dead letters; dead letters without a record stay in the queue', async () => {
  const { BucketName, DeadLetterQueueUrl } = pipeline.outputs;
  const rejected = ['A', 'B'].map((id) => JSON.stringify({ 'order-info': { OrderId: id, big: 1 } }).replace('1', '9007199254740993'));
  const noText = Buffer.from('{"order-info":{"OrderId":"\xff"}}', 'latin1');
  await pipeline.put('orders.json', Buffer.concat([Buffer.from(`[${JSON.stringify(order({}, 'C'))}, ${rejected.join(',\n')}, `), noText, Buffer.from(']')]));
  await pipeline.announcementOf('orders.json');

  // Does what a person would do: adds the missing member.
  const edit = 'sed -i.bak \'s/"order-info"/"contact-info":{},"order-info"/\' corrected.json';
  const tool = `node "${TOOL}"`;
  // Not all versions of aws read AWS_ENDPOINT_URL.
  const aws = 'aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }\n';
  const anHourLater = 'jq -r \'.Messages[].ReceiptHandle\' dead-letters.json | while read -r handle; do\n'
    + '  aws sqs change-message-visibility --queue-url "$QUEUE" --receipt-handle "$handle" --visibility-timeout 0 2> /dev/null || true\ndone\n';
  // Without a start-up file: bash reads one if its standard input is a socket, as it is here.
  const script = aws + correctionRecipe({ tool, edit }) + anHourLater;
  const { status, stderr, stdout } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    cwd: directory, encoding: 'utf8', env: { ...deployment!.emulator.env, BUCKET: BucketName, QUEUE: DeadLetterQueueUrl },
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [key] = /corrections\/\d+\.json/.exec(stdout)!;
  expect((await pipeline.announcementOf(key)).detail).toMatchObject({ records: 2, inserted: 2 });
  expect(await pipeline.takeDeadLetters()).toMatchObject([{ reason: 'INVALID_ENCODING', record: null, recordBase64: noText.toString('base64') }]);
  const numbers = Object.fromEntries((await pipeline.table.items()).map((item) => [item.orderId.S, item['order-info'].M!.big?.N]));
  expect(numbers).toEqual({ A: '9007199254740993', B: '9007199254740993', C: undefined });
}, 120_000);
