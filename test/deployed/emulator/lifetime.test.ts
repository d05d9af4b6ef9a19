import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { groupIsGone, processIsAlive } from '../../../tools/process/process-group';

const SCRIPT = join(__dirname, 'fixtures', 'start-emulator.ts');

interface Started {
  readonly pid: number;
  readonly logFile: string;
}

describe('an engine ends with the process that started it', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('after %s', async (signal) => {
    const { code, by, engine } = await runScript('wait', signal);
    expect({ code, by }).toEqual({ code: null, by: signal });
    await expectGone(engine);
  });

  test('after an exception', async () => {
    const { code, engine } = await runScript('throw');
    expect(code).not.toBe(0);
    await expectGone(engine);
  });

  test('after an end without a stop', async () => {
    const { code, engine } = await runScript('return');
    expect(code).toBe(0);
    await expectGone(engine);
  });
});

async function runScript(what: string, signal?: NodeJS.Signals): Promise<{ code: number | null; by: string | null; engine: Started }> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, what], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(child.stdout, 'data') as [Buffer];
  const engine = JSON.parse(line.toString()) as Started;
  if (signal) {
    expect(processIsAlive(-engine.pid)).toBe(true);
    child.kill(signal);
  }
  const [code, by] = child.exitCode === null && child.signalCode === null
    ? await once(child, 'exit') as [number | null, string | null]
    : [child.exitCode, child.signalCode];
  return { code, by, engine };
}

async function expectGone(engine: Started): Promise<void> {
  expect(await groupIsGone(engine.pid)).toBe(true);
  expect(existsSync(dirname(engine.logFile))).toBe(false);
}
