import { setTimeout } from 'node:timers/promises';

/** The time, as far as the tool depends on it. Tests have their own. */
export interface Clock {
  now(): Date;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => new Date(),
  // Whoever sleeps looks at the signal afterwards.
  sleep: async (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};
