import type { QueueContents } from './message';
import { Sweep, queueSize } from './sweep';
import type { Clock } from '../clock';
import { SYSTEM_CLOCK } from '../clock';
import type { Pipeline } from '../pipeline';

/** The dead-letter queue of a pipeline. SQS can neither list nor find messages, so everything is a sweep: receive all, then let go. */
export interface DeadLetterQueue {
  /** Receives each message once, and makes it visible again. */
  read(options?: { readonly signal?: AbortSignal; readonly onProgress?: (received: number, about: number) => void }): Promise<QueueContents>;
  /** About how many messages there are, and how many of them somebody holds: without a sweep. */
  size(): Promise<{ readonly visible: number; readonly hidden: number }>;
}

export function createDeadLetterQueue(pipeline: Pick<Pipeline, 'aws' | 'entry'>, clock: Clock = SYSTEM_CLOCK): DeadLetterQueue {
  return {
    read: async (options = {}) => {
      const sweep = await Sweep.through(pipeline, { ...options, clock });
      const { contents } = sweep;
      await sweep.release();
      return contents;
    },
    size: async () => queueSize(pipeline),
  };
}
