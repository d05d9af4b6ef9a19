import { join } from 'node:path';
import { Assembly, expectSame, temporaryDirectory } from './support/assembly';
import { installed } from './support/installed';
import { compileApp } from './support/typescript';
import { pythonExample } from '../../tools/demo/example-app';
import { synthesize } from '../../tools/emulator';
import { synthesizeApp } from '../../tools/packages/apps';
import { ROOT } from '../../tools/root';

const EXAMPLES = join(ROOT, 'examples');
const STACK = 'SalesDataPipelineExample';
const OWN_FILES = { schema: 'data/elastic-ecommerce-schema.json', key: 'customer=/customer_id order:N=/order_id,/id', records: '/sales' };

test('both examples make the same template, with their own schema, table key and records pointer', async () => {
  const apps = [
    { app: installed.npm, main: await compileApp(join(EXAMPLES, 'typescript'), installed.npm) },
    { app: installed.python, main: join(EXAMPLES, 'python', 'app.py') },
  ];
  const [typescript, python] = await Promise.all(apps.map(async ({ app, main }) => {
    const output = temporaryDirectory();
    await synthesizeApp(app, main, output, { cwd: EXAMPLES, context: OWN_FILES });
    return new Assembly(output);
  }));
  expectSame(python, typescript, STACK);
}, 300_000);

test('npm run example -- python deploys the same template as npm run demo', async () => {
  const apps = ['tsx examples/typescript/app.ts', pythonExample(installed.python.command)];
  const [typescript, python] = await Promise.all(apps.map(async (app) => {
    const output = temporaryDirectory();
    await synthesize({ app, output });
    return new Assembly(output);
  }));
  expectSame(python, typescript, STACK);
}, 300_000);
