import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { groupIsGone, processIsAlive } from '../../../tools/process/process-group';

const FIXTURES = join(__dirname, 'fixtures');

interface Started {
  readonly pid: number;
  readonly logFile: string;
}

describe('an emulator ends with the process that started it', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('after %s', async (signal) => {
    const { code, by, emulator } = await runScript('wait', signal);
    expect({ code, by }).toEqual({ code: null, by: signal });
    await expectGone(emulator);
  });

  test('after an exception', async () => {
    const { code, emulator } = await runScript('throw');
    expect(code).not.toBe(0);
    await expectGone(emulator);
  });

  test('after an end without a stop', async () => {
    const { code, emulator } = await runScript('return');
    expect(code).toBe(0);
    await expectGone(emulator);
  });
});

test('a deployment that is killed leaves no cloud assembly', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(FIXTURES, 'start-deployment.ts')], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(child.stdout, 'data') as [Buffer];
  const { assembly } = JSON.parse(line.toString()) as { assembly: string };
  expect(existsSync(assembly)).toBe(true);
  child.kill('SIGKILL');

  await expectNone(dirname(assembly));
});

async function runScript(what: string, signal?: NodeJS.Signals): Promise<{ code: number | null; by: string | null; emulator: Started }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(FIXTURES, 'start-emulator.ts'), what], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(child.stdout, 'data') as [Buffer];
  const emulator = JSON.parse(line.toString()) as Started;
  if (signal) {
    expect(processIsAlive(-emulator.pid)).toBe(true);
    child.kill(signal);
  }
  const [code, by] = child.exitCode === null && child.signalCode === null
    ? await once(child, 'exit') as [number | null, string | null]
    : [child.exitCode, child.signalCode];
  return { code, by, emulator };
}

async function expectGone(emulator: Started): Promise<void> {
  expect(await groupIsGone(emulator.pid)).toBe(true);
  await expectNone(dirname(emulator.logFile));
}

/** After a SIGKILL, a process that the emulator leaves behind for this removes the directory. */
async function expectNone(directory: string): Promise<void> {
  for (const deadline = Date.now() + 5_000; existsSync(directory) && Date.now() < deadline;) await sleep(10);
  expect(existsSync(directory)).toBe(false);
}
