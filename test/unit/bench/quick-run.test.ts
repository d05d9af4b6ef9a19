import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../../bench/result';
import { TARGETS } from '../../../bench/targets';
import { ROOT } from '../../../tools/root';

const directory = mkdtempSync(join(tmpdir(), 'bench-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const ENGINE = ['boundaries', 'boundaries-read', 'splitter', 'boundaries-parse-validate', 'finished-answer', 'answer-as-json'];
const ALTERNATIVES = ['zod', 'powertools', 'powertools-as-documented', 'naive-chain', 'stream-json'];
const WITHOUT_FILE = [
  'splitter-memory', 'splitter-memory-growth', 'bundle-size', 'start-up', 'start-up-difference', 'start-up-handler', 'start-up-with-sdk',
];

test('a quick run measures everything, and tells whether each target is met', () => {
  const own = join(directory, 'own.jsonl');
  writeFileSync(own, '{"id":"1","price":1.5000}\n{"id":"2","price":2.1504}\n'.repeat(100));
  const out = join(directory, 'results.json');

  const { status, stdout, stderr } = spawnSync(process.execPath, [
    '--import', 'tsx', join('bench', 'main.ts'), '--quick', '--out', out, '--data', own, '--key', '/id',
  ], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TMPDIR: directory } });

  expect(stderr).not.toContain('Error');
  expect(status).toBe(0);
  const { results, quick } = JSON.parse(readFileSync(out, 'utf8')) as { results: Array<Result & { met?: boolean; margin?: number }>; quick: boolean };
  expect(quick).toBe(true);
  for (const dataSet of ['online-retail', 'elastic-ecommerce', 'synthetic', 'own.jsonl']) {
    const ids = results.filter((result) => result.dataSet === dataSet).map(({ id }) => id);
    const whole = ['online-retail', 'synthetic'].includes(dataSet) ? ['json-parse-whole'] : [];
    expect(ids).toEqual(['throughput', ...whole, ...ENGINE, ...ALTERNATIVES]);
  }
  expect(results.filter(({ dataSet }) => dataSet === undefined).map(({ id }) => id)).toEqual(WITHOUT_FILE);
  expect(results.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
  const targets = results.flatMap(({ target }) => target ?? []);
  expect(targets).toEqual(expect.arrayContaining(Object.values(TARGETS)));
  for (const { target, met, margin } of results) expect([typeof met, typeof margin]).toEqual(target ? ['boolean', 'number'] : ['undefined', 'undefined']);
  for (const word of ['boundaries', 'zod', 'start-up', '≥ 2 ×']) expect(stdout).toContain(word);
  // The build is removed.
  expect(readdirSync(directory).filter((name) => name.startsWith('bench-'))).toEqual([]);
});
