import type { Arrival } from './api';
import type { Backend } from './backend';
import type { Inventory } from './inventory';
import type { Correction, LetterState, LetterStatus } from '../../operate/corrections/state';
import { printable } from '../../terminal/printable';

const SHOWN = 12;

/** What becomes of the last corrections, of all operators. */
export class Arrivals {
  public shown: readonly Arrival[] = [];
  /** Of corrections that are done, which change no more. */
  private readonly finished = new Map<string, Arrival>();

  constructor(private readonly backend: Pick<Backend, 'corrections'>, private readonly inventory: Inventory) {}

  public get open(): boolean {
    return this.shown.some(({ done }) => !done);
  }

  public async read(): Promise<readonly Arrival[]> {
    const recent = await this.backend.corrections?.recent(SHOWN) ?? [];
    const read: Arrival[] = [];
    for (const correction of recent.filter(({ status }) => status !== 'planned' && status !== 'cancelled')) {
      const arrival = this.finished.get(correction.id) ?? await this.arrivalOf(correction);
      if (arrival.done) this.finished.set(correction.id, arrival);
      read.push(arrival);
    }
    this.shown = read;
    return read;
  }

  private async arrivalOf(correction: Correction): Promise<Arrival> {
    await this.inventory.readStates(correction.letterIds);
    const states = correction.letterIds
      .map((id) => this.inventory.states.get(id))
      .filter((state): state is LetterState => state?.correctionId === correction.id);
    const counts: { [status in LetterStatus]?: number } = {};
    for (const { status } of states) counts[status] = (counts[status] ?? 0) + 1;
    return {
      correction: correction.id,
      file: printable(correction.key),
      who: printable(correction.who),
      why: correction.why,
      recipe: correction.recipe,
      when: correction.when.toISOString(),
      done: correction.status === 'done' && (counts.sending ?? 0) + (counts.sent ?? 0) === 0,
      total: correction.letterIds.length,
      counts,
      rejected: states.filter(({ status }) => status === 'rejected').map(({ letterId, answer }) => ({ letter: letterId, answer })),
    };
  }
}
