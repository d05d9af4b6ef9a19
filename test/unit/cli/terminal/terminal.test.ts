import { ProgressBar } from '../../../../cli/terminal/progress-bar';
import { Steps } from '../../../../cli/terminal/steps';
import { table } from '../../../../cli/terminal/table';
import { Terminal } from '../../../../cli/terminal/terminal';

/** A stream that keeps what is written to it, and the kind of terminal that it claims to be. */
function stream(shape: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = [];
  const fake = { ...shape, write: (text: string) => written.push(text) };
  return { stream: fake as unknown as NodeJS.WriteStream, text: () => written.join('') };
}

/** Like `text`, without what was erased. */
// eslint-disable-next-line no-control-regex
const visible = (text: string): string => text.replace(/[^\n]*\u001b\[1G\u001b\[2K/g, '');

test.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { NO_COLOR: '1' }, false],
  [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
  [{ isTTY: true }, { TERM: 'dumb' }, false],
  [{}, {}, false],
  [{}, { CI: 'true' }, false],
  [{}, { FORCE_COLOR: '1' }, true],
  [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
])('%j with %j has colours: %j', (shape, env, coloured) => {
  expect(new Terminal(stream(shape).stream, env).colours.red('x')).toBe(coloured ? '\u001b[31mx\u001b[39m' : 'x');
});

test('a status stays below the lines and is cut to the terminal', () => {
  const { stream: out, text } = stream({ isTTY: true, columns: 10 });
  const terminal = new Terminal(out, {});

  terminal.status('0123456789');
  terminal.line('one');
  terminal.line('two');
  expect(visible(text())).toBe('one\ntwo\n01234567…');

  terminal.status('');
  expect(visible(text())).toBe('one\ntwo\n');
});

test('no status without a terminal', () => {
  const { stream: out, text } = stream();
  const terminal = new Terminal(out, {});

  terminal.status('working');
  terminal.line('done');

  expect(text()).toBe('done\n');
});

test('a step tells how it ended', async () => {
  const { stream: out, text } = stream({ columns: 30 });
  const steps = new Steps(new Terminal(out, {}));

  await steps.step('Deploying', 'Deployed', async () => 1);
  await expect(steps.step('Sending', 'Sent', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');

  expect(text()).toMatch(/^✔ Deployed {14}0\.\d\d s\n✘ Sending: failed {7}0\.\d\d s\n$/);
});

describe('a progress bar', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  test('fills up, and leaves nothing behind', () => {
    const { stream: out, text } = stream({ isTTY: true, columns: 80 });
    const bar = new ProgressBar(new Terminal(out, {}), { total: 200 });

    bar.show(50, '50 records');
    expect(visible(text())).toBe('█████░░░░░░░░░░░░░░░  25 % · 50 records · 0.00 s');
    bar.end();
    expect(visible(text())).toBe('');
  });

  test('can wait before it appears, for work that may be short', () => {
    const { stream: out, text } = stream({ isTTY: true, columns: 80 });
    const bar = new ProgressBar(new Terminal(out, {}), { total: 200, delayMs: 500 });

    jest.setSystemTime(499);
    bar.show(50, '50 records');
    expect(text()).toBe('');
    jest.setSystemTime(500);
    bar.show(50, '50 records');
    expect(text()).toContain('25 %');
  });

  test('prints a line now and then, or nothing, if the output is a file', () => {
    const { stream: out, text } = stream();
    const terminal = new Terminal(out, {});
    const lines = new ProgressBar(terminal, { total: undefined, lineEveryMs: 5000 });
    const nothing = new ProgressBar(terminal, { total: 100 });

    for (let now = 0; now <= 10_000; now += 1000) {
      jest.setSystemTime(now);
      lines.show(now, `${now} records`);
      nothing.show(now, 'never shown');
    }

    expect(text()).toBe('5000 records · 5.00 s\n10000 records · 10.0 s\n');
  });
});

test('a table', () => {
  const rows = [['file', 'records'], ['日本.json', '1'], ['a.json', '12,000']];

  expect(table(rows, [{}, { align: 'right' }])).toEqual([
    'file       records',
    '日本.json        1',
    'a.json      12,000',
  ]);
});

test('cells of a table that is too wide for the terminal continue on the next line', () => {
  const rows = [['examples/data/orders.json', '1'], ['a.json', '12']];

  expect(table(rows, [{ wrap: 'anywhere' }, { align: 'right' }], 24)).toEqual([
    'examples/data/orders   1',
    '.json',
    'a.json                12',
  ]);
  expect(table([['A', 'does not match the schema']], [{}, { wrap: 'between words' }], 20)).toEqual(['A  does not match', '   the schema']);
});

test('colours do not count towards the width of a table', () => {
  const { bold } = new Terminal(stream().stream, { FORCE_COLOR: '1' }).colours;

  expect(table([[bold('file'), 'n'], ['a', '1']], [{}, {}])).toEqual([`${bold('file')}  n`, 'a     1']);
});
