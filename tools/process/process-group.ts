import { setTimeout as sleep } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const atExit = new Set<() => void>();

/** Ends a child that was started `detached`, and every process that it has started. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Resolves when no process of the group is left. */
export async function groupIsGone(pid: number, timeoutMs = 5_000): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(10)) {
    if (!processIsAlive(-pid)) return true;
  }
  return !processIsAlive(-pid);
}

/** A negative id means a process group. */
export function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Calls `stop` when this process ends by itself, by an exception or by a signal. Returns a function that undoes this. */
export function stopAtExit(stop: () => void): () => void {
  if (atExit.size === 0) listen();
  atExit.add(stop);
  return () => {
    if (atExit.delete(stop) && atExit.size === 0) unlisten();
  };
}

function listen(): void {
  process.on('exit', stopAll);
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
}

function unlisten(): void {
  process.off('exit', stopAll);
  SIGNALS.forEach((signal) => process.off(signal, onSignal));
}

function stopAll(): void {
  const stops = [...atExit];
  atExit.clear();
  stops.forEach((stop) => stop());
  unlisten();
}

function onSignal(signal: NodeJS.Signals): void {
  stopAll();
  // With a listener, the signal has no default effect; another listener decides.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
