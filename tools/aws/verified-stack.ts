import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsClients } from './clients';
import { ON_EMULATOR } from './clients';
import type { VerificationOutputs } from './verification-stack';
import type { Announcement, DeadLetter } from '../../src/private/contract/messages';
import { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';

/** Longer than everything that the workflows retry. */
const PATIENCE_SECONDS = 300;
const POLL_SECONDS = ON_EMULATOR ? 1 : 10;

/** A message in the dead-letter queue: a dead letter, or an event that EventBridge could not deliver. */
export type QueuedMessage = Partial<DeadLetter> & { readonly 'detail-type'?: string };

/** The deployed verification stack. */
export class VerifiedStack {
  public readonly pipeline: DeployedPipeline;

  constructor(public readonly clients: AwsClients, public readonly outputs: VerificationOutputs) {
    this.pipeline = new DeployedPipeline(clients, outputs);
  }

  /** Takes the next announcement, which must be of this file. */
  public async announcementOf(key: string): Promise<Announcement> {
    for (const deadline = Date.now() + PATIENCE_SECONDS * 1_000; Date.now() < deadline;) {
      for (const announcement of await this.pipeline.takeAnnouncements(POLL_SECONDS)) {
        if (announcement.detail.key === key) return announcement;
        throw new Error(`${announcement.detail.key} was announced; expected ${key}`);
      }
    }
    throw new Error(`no announcement of ${key} in ${PATIENCE_SECONDS} s`);
  }

  /** Takes messages out of the dead-letter queue until they are enough. */
  public async messagesUntil(enough: (messages: readonly QueuedMessage[]) => boolean, seconds = PATIENCE_SECONDS): Promise<QueuedMessage[]> {
    const taken: QueuedMessage[] = [];
    for (const deadline = Date.now() + seconds * 1_000; !enough(taken) && Date.now() < deadline;) {
      const bodies = await this.pipeline.deadLetterQueue.take(10, POLL_SECONDS);
      taken.push(...bodies.map((body) => JSON.parse(body) as QueuedMessage));
    }
    return taken;
  }

  /** Waits until a change of a policy or a rule has reached all of AWS, most of the time. */
  public async settle(): Promise<void> {
    await sleep(ON_EMULATOR ? 0 : 15_000);
  }
}
