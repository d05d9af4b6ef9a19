import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EmulatorError } from './emulator-error';
import { processIsAlive } from '../process/process-group';
import { run } from '../process/run';
import { ROOT } from '../root';

const HOME = join(ROOT, '.emulator');

export interface PythonPackages {
  /** What is installed, as in "Installing …". */
  readonly name: string;
  /** The path of a requirements.txt with hashes. */
  readonly requirements: string;
}

const EMULATOR: PythonPackages = { name: 'the emulator (MiniStack, a Python package)', requirements: join(__dirname, 'requirements.txt') };

/**
 * A Python environment with exactly the packages of a requirements.txt: those of the emulator, unless others are given. It is
 * made once and kept in `.emulator`; another Python or other requirements get their own environment.
 */
export async function pythonEnvironment(log: (line: string) => void, { name, requirements }: PythonPackages = EMULATOR): Promise<string> {
  const { command, identity } = findPython();
  const hash = createHash('sha256').update(readFileSync(requirements)).update(identity).digest('hex').slice(0, 12);
  const directory = join(HOME, `venv-${hash}`);
  const python = (environment: string) => join(environment, 'bin', 'python');
  if (existsSync(python(directory))) return python(directory);

  log(`Installing ${name}: half a minute, the first time only …`);
  mkdirSync(HOME, { recursive: true });
  removeLeftovers();
  // Renamed when complete, so that neither a parallel nor an interrupted installation can break it.
  const unfinished = join(HOME, `unfinished-${process.pid}-${Date.now()}`);
  try {
    await run(command, ['-m', 'venv', unfinished], { env: pythonFreeEnvironment() });
    await run(python(unfinished), [
      '-m', 'pip', 'install', '--no-deps', '--no-input', '--quiet', '--disable-pip-version-check', '-r', requirements,
    ], { env: pythonFreeEnvironment() });
    // Removes a broken symbolic link.
    if (!existsSync(python(directory))) rmSync(directory, { recursive: true, force: true });
    renameSync(unfinished, directory);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (existsSync(python(directory))) return python(directory);
    throw new EmulatorError(`Could not install ${name} into ${HOME}.\n${(error as Error).message}`);
  }
  return python(directory);
}

/** Removes PYTHONPATH and the like, which would add the packages of another Python. */
export function pythonFreeEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PYTHON') && name !== 'VIRTUAL_ENV'));
}

export function findPython(): { command: string; identity: string } {
  const found: string[] = [];
  for (const command of [process.env.PYTHON, 'python3', 'python'].filter((name) => name)) {
    const { status, stdout } = spawnSync(command!, ['-c', PROBE], { encoding: 'utf8', env: pythonFreeEnvironment() });
    if (status !== 0) continue;
    const [version, executable, missing] = stdout.trim().split('\n');
    const [major, minor] = version.split('.').map(Number);
    if (major === 3 && minor >= 10 && !missing) return { command: command!, identity: `${version} ${executable}` };
    found.push(`${command} is Python ${version}${missing ? `, without ${missing}` : ''}`);
  }
  throw new EmulatorError([
    'The emulator needs Python 3.10 or newer with venv and pip.',
    found.length > 0 ? `Found: ${found.join('; ')}.` : 'Found none: neither python3 nor python runs.',
    'Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python), or set PYTHON to its path.',
  ].join('\n'));
}

const PROBE = `
import importlib.util, sys
print('%d.%d' % sys.version_info[:2])
print(sys.executable)
print(' and '.join(name for name in ('venv', 'ensurepip') if importlib.util.find_spec(name) is None))
`;

function removeLeftovers(): void {
  for (const name of readdirSync(HOME)) {
    const pid = /^unfinished-(\d+)-/.exec(name)?.[1];
    if (pid && !processIsAlive(Number(pid))) rmSync(join(HOME, name), { recursive: true, force: true });
  }
}
