import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../usage-error';

/** Opens a text in the editor of the environment. The file is readable by its owner alone, and gone afterwards. */
export async function editText(text: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const editor = env.VISUAL || env.EDITOR || (process.platform === 'win32' ? 'notepad' : 'vi');
  const directory = mkdtempSync(join(tmpdir(), 'sales-data-pipeline-'));
  try {
    const path = join(directory, 'records.json');
    writeFileSync(path, text, { mode: 0o600 });
    // Like git: the variable may hold options, and the path is no part of the command.
    const child = process.platform === 'win32'
      ? spawn(`${editor} "${path}"`, { shell: true, stdio: 'inherit', env })
      : spawn('/bin/sh', ['-c', `${editor} "$@"`, editor, path], { stdio: 'inherit', env });
    const [code] = await once(child, 'close') as [number | null];
    if (code !== 0) throw new UsageError(`The editor ended with ${String(code)}, so nothing is taken from it: ${editor}. VISUAL or EDITOR names another one.`);
    return readFileSync(path, 'utf8');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
