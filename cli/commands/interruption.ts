import { printableLines } from '../terminal/printable';

/**
 * Runs `work` with a signal that Ctrl-C aborts. What goes on without this command is said then, below a cleared status; a second
 * Ctrl-C ends the program at once.
 */
export async function interruptible<T>(goesOn: () => string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  process.once('SIGINT', interrupt);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) process.stderr.write(`\n${printableLines(goesOn())}\n`);
    throw error;
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}
