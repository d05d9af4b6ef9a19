import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { run, start } from './support/command';
import { Files } from './support/files';
import { order } from '../../../testkit/orders';

const files = new Files();
afterAll(() => files.remove());

/** On Linux, maxRSS of a child includes the memory of its parent at the start. */
const PEAK_HOOK = `
  const { readFileSync, writeFileSync } = require('fs');
  process.on('exit', () => writeFileSync(process.env.PEAK, process.platform === 'linux'
    ? /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] : String(process.resourceUsage().maxRSS)));
`;

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sales-data-pipeline-check-'));

test('standard input is checked, and no copy stays on the disk', () => {
  const before = left();

  const { code, stdout, stderr } = run(['check', '-', '--json'], { input: `{"a":1}\n${JSON.stringify(order({}, '1'))}` });

  expect(code).toBe(1);
  expect(stdout.trim().split('\n').map((line) => JSON.parse(line))).toMatchObject([{ offset: 0, record: '{"a":1}' }, { offset: 8, key: { orderId: '1' } }]);
  expect(JSON.parse(stderr)).toMatchObject({ file: '-', records: 2 });
  expect(left()).toEqual(before);
});

test('nothing of standard input is left by a check that is killed while it reads', async () => {
  const before = left();
  const child = start(['check', '-']);
  const ended = once(child, 'close');
  // More than a pipe holds: when it is written, the check is reading.
  await new Promise((resolve) => child.stdin.write(Buffer.alloc(10_000_000, '{"a":1}\n'), resolve));

  child.kill('SIGKILL');
  await ended;

  expect(left()).toEqual(before);
});

test('empty standard input', () => {
  const { code, stdout } = run(['check', '-']);

  expect(code).toBe(0);
  expect(stdout).toContain('standard input: no records');
});

test('the command ends quietly when its reader closes the pipe', async () => {
  const path = writeMany('many.jsonl', 100_000);
  const child = start(['check', path, '--json']);
  const stderr = text(child.stderr);

  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once('close', resolve));

  expect(await stderr).toBe('');
  expect(code).toBe(141);
});

test.each([[[]], [['--json']]])('memory does not grow with the size of the file: %j', (options) => {
  const memory = (records: number): number => {
    const path = writeMany('big.jsonl', records);
    const peak = `${path}.peak`;
    const hook = files.write('peak.js', PEAK_HOOK);
    // Some versions of Node.js collect garbage later than others.
    const { code } = run(['check', path, ...options], { env: { NODE_OPTIONS: `--max-semi-space-size=4 --require ${hook}`, PEAK: peak } });
    expect(code).toBe(0);
    expect(statSync(path).size).toBeGreaterThan(records * 300);
    return Number(readFileSync(peak, 'utf8')) / 1024;
  };

  const [small, big] = [memory(10_000), memory(400_000)];

  expect(big).toBeLessThan(200);
  expect(big - small).toBeLessThan(100);
});

test('a slow reader gets everything', async () => {
  const path = writeMany('slow.jsonl', 100_000);
  const child = start(['check', path, '--json']);
  await new Promise((resolve) => setTimeout(resolve, 1500));

  const stdout = await text(child.stdout);

  expect(stdout.trimEnd().split('\n')).toHaveLength(100_000);
});

/** JSON Lines of some 330 bytes each. */
function writeMany(name: string, records: number): string {
  const path = files.write(name, '');
  const fd = openSync(path, 'a');
  const padding = 'x'.repeat(270);
  for (let first = 0; first < records; first += 1000) {
    const chunk = Array.from({ length: 1000 }, (_, k) => `${JSON.stringify({ ...order({}, String(first + k)), padding })}\n`);
    writeSync(fd, chunk.join(''));
  }
  closeSync(fd);
  return path;
}
