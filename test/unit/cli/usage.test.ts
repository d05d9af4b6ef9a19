import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './support/command';
import { Files } from './support/files';
import { order } from '../../../testkit/orders';
import { ROOT } from '../../../tools/root';

const files = new Files();
const file = files.write('order.json', order({}, '1'));
const noSchema = files.write('no-schema.json', { type: 'objekt' });
const open = files.write('open.json', { $ref: 'https://example.com/elsewhere' });
afterAll(() => files.remove());

test.each([
  [[], 'check [options] <file>'],
  [['chekc', 'orders.json'], 'unknown command \'chekc\'\n(Did you mean check?)'],
  [['--versoin'], 'unknown option \'--versoin\'\n(Did you mean --version?)'],
  [['check\u001b[2J'], 'unknown command \'check\\u{1b}[2J\''],
  [['check'], 'missing required argument \'file\'\nsales-data-pipeline check --help says how it is called.'],
  [['check', file, file], 'too many arguments for \'check\''],
  [['check', file, '--shema', 'x'], 'unknown option \'--shema\'\n(Did you mean --schema?)'],
  [['check', file, '--key'], 'option \'--key <pointer>\' argument missing'],
  [['check', file, '--json=yes'], 'unknown option \'--json=yes\''],
  [['check', 'nowhere.json'], 'no file nowhere.json'],
  [['check', files.directory], 'is a folder'],
  [['check', file, '--key', 'id'], '--key must be a JSON pointer (RFC 6901), which is empty or starts with "/", but is "id". Did you mean "/id"?'],
  [['check', file, '--key', '/a~2'], '"~" is written "~0"'],
  [['check', file, '--key', ''], 'a pointer to a member of the record is missing'],
  [['check', file, '--key', 'id:B=/id'], 'must be S for a string or N for a number, but is B'],
  [['check', file, '--key', '=/id'], 'the attribute\'s name must have 1 to 255 bytes'],
  [['check', file, '--key', '_source=/id'], 'is an attribute that the pipeline adds itself'],
  [['check', file, '--key', '__proto__=/id'], 'is a name of JavaScript\'s own'],
  [['check', file, '--key', 'a=/a', '--key', 'b=/b'], 'A second attribute is given with --sort-key'],
  [['check', file, '--sort-key', '/line'], 'the attribute\'s name is missing'],
  [['check', file, '--sort-key', 'orderId=/line'], 'the partition key is called orderId already'],
  [['check', file, '--records', 'data'], '--records must be a JSON pointer'],
  [['check', file, '--reference', open], 'name that one with --schema'],
  [['check', file, '--schema', 'nowhere.json'], 'the schema file nowhere.json can\'t be read'],
  [['check', file, '--schema', noSchema], 'is not a valid JSON Schema: the value at /type'],
  [['check', file, '--schema', open], 'refers to "https://example.com/elsewhere", which is neither part of it nor one of its references'],
])('%j is an error of usage', (args, message) => {
  const { code, stdout, stderr } = run(args);

  expect(code).toBe(64);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/\n {4}at |SalesDataPipeline:/);
});

test.each([['--help'], ['-h'], ['help']])('%s', (word) => {
  const { code, stdout, stderr } = run([word]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('check [options] <file>');
});

test('check --help names every option and exit code', () => {
  const { code, stdout, stderr } = run(['check', '--help']);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const word of ['--schema', '--reference', '--key', '--sort-key', '--records', '--json', '--record-version', '0 all records accepted', '1 some rejected', '2 the file', '64 wrong arguments']) {
    expect(stdout).toContain(word);
  }
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('--version prints the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

  expect(run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
