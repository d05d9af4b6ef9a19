import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { groupIsGone, processIsAlive } from '../../../tools/process/process-group';

const SCRIPT = join(__dirname, 'fixtures', 'start-emulator.ts');

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

async function runScript(what: string, signal?: NodeJS.Signals): Promise<{ code: number | null; by: string | null; emulator: Started }> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, what], { stdio: ['ignore', 'pipe', 'ignore'] });
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
  // After a SIGKILL, by a process that the emulator leaves behind for this.
  for (const deadline = Date.now() + 5_000; existsSync(dirname(emulator.logFile)) && Date.now() < deadline;) await sleep(10);
  expect(existsSync(dirname(emulator.logFile))).toBe(false);
}
