import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The command was stopped by a signal. */
export class Interrupted extends Error {
  public readonly name = 'Interrupted';

  public readonly exitCode: number;

  constructor(signal: typeof SIGNALS[number]) {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Turns a signal into an exception at the step that runs, so that what was made is removed. The children of that step end with
 * the signal (process/run.ts). A second signal ends the process at once.
 */
export class Interruption {
  private readonly controller = new AbortController();
  private readonly signalled: Promise<never>;

  /** Aborted with an `Interrupted` when a signal comes. */
  public get signal(): AbortSignal {
    return this.controller.signal;
  }

  constructor(onSecond: () => void) {
    this.signalled = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason as Interrupted));
    });
    this.signalled.catch(() => {});
    SIGNALS.forEach((name) => process.on(name, () => {
      if (!this.signal.aborted) return this.controller.abort(new Interrupted(name));
      onSecond();
      process.exit((this.signal.reason as Interrupted).exitCode);
    }));
  }

  /** Does a step unless a signal has come, and leaves it when one comes. */
  public async unlessInterrupted<T>(step: () => Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    return Promise.race([step(), this.signalled]).catch((error: unknown) => {
      // A child that the signal has ended fails as well.
      this.signal.throwIfAborted();
      throw error;
    });
  }
}
