import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Assembly, expectSame, temporaryDirectory } from './support/assembly';
import { compileApp } from './support/typescript';
import type { InstalledApp } from '../../tools/packages/apps';
import { npmApp, pythonApp, synthesizeApp } from '../../tools/packages/apps';
import { outsideOfNpm } from '../../tools/packages/outside-of-npm';
import { ROOT, developedWith } from '../../tools/packages/root';

const EXAMPLES = join(ROOT, 'examples');
const STACK = 'SalesDataPipelineExample';
const OWN_FILES = { schema: 'data/elastic-ecommerce-schema.json', key: 'customer=/customer_id order:N=/order_id,/id', records: '/sales' };

let typescript: InstalledApp & { main: string };
let python: InstalledApp & { main: string };

beforeAll(async () => {
  [typescript, python] = await Promise.all([
    npmApp(developedWith()).then(async (app) => ({ ...app, main: await compileApp(join(EXAMPLES, 'typescript'), app) })),
    pythonApp(developedWith()).then((app) => ({ ...app, main: join(EXAMPLES, 'python', 'app.py') })),
  ]);
}, 900_000);

test('both examples make the same template, with a schema, a key and a pointer of one\'s own', async () => {
  const [expected, actual] = await Promise.all([typescript, python].map(async (app) => {
    const output = temporaryDirectory();
    await synthesizeApp(app, app.main, output, { cwd: EXAMPLES, context: OWN_FILES });
    return new Assembly(output);
  }));
  expectSame(actual, expected, STACK);
}, 300_000);

test.each(['typescript', 'python'])('npm run example -- %s deploys it to the emulator and sends it files', (language) => {
  const { status, stdout, stderr } = spawnSync('npm', [
    'run', '--silent', 'example', '--', language, join(EXAMPLES, 'data', 'sample-orders.json'), '--json', '--report', join(temporaryDirectory(), 'report.html'),
  ], { cwd: ROOT, env: outsideOfNpm(), encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const summary = stdout.trim().split('\n').find((line) => line.startsWith('{"files"'))!;
  expect(JSON.parse(summary)).toMatchObject({ files: [{ records: 2, accepted: 1, rejected: 1, conflicts: 0 }], table: 1, queue: 1 });
}, 600_000);
