import { Ledger } from './ledger';
import type { Expected, Write } from './ledger';
import { pack } from './packed';
import type { CorrectionRow, MessageRow, OpenRow, StateRow, TrailRow } from './rows';
import { correctionKey, messageKey, openKey, stateKey, trailKey } from './rows';
import type { Correction, LetterState, LetterStatus } from './state';
import { ENDS } from './state';
import type { Clock } from '../clock';
import type { Letter, QueueMessage } from '../dead-letters/message';
import { historyTable } from '../files/history';
import type { Pipeline } from '../pipeline';

const DAY_SECONDS = 86_400;
const DEFAULT_RETENTION_DAYS = 90;

/** A dead letter that somebody has, and the correction that has it. */
export interface Taken {
  readonly row: StateRow;
  /** Undefined if the dead letter is discarded. */
  readonly correction: CorrectionRow | undefined;
}

/** What the corrections have noted in the history. Each step is a conditional write, so that only one operator makes it. */
export class Journal extends Ledger {
  private readonly retentionDays: number;

  constructor({ aws, entry }: Pick<Pipeline, 'aws' | 'entry'>, clock: Clock) {
    super(aws.dynamodb, historyTable({ entry }), clock);
    this.retentionDays = entry.historyRetentionDays ?? DEFAULT_RETENTION_DAYS;
  }

  /** For a row that is written now. */
  public get expires(): number {
    return Math.ceil(this.clock.now().getTime() / 1_000 + this.retentionDays * DAY_SECONDS);
  }

  public async states(letterIds: readonly string[]): Promise<Map<string, StateRow>> {
    const rows = await this.get<StateRow>(letterIds.map(stateKey));
    return new Map(rows.map((row) => [row.letterId, row]));
  }

  public async corrections(ids: Iterable<string>): Promise<Map<string, CorrectionRow>> {
    const rows = await this.get<CorrectionRow>([...new Set(ids)].map(correctionKey));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Of the dead letters that somebody has. Those that only a cancelled correction has had are not among them. */
  public async taken(letterIds: readonly string[]): Promise<Map<string, Taken>> {
    return new Map([...await this.claims(letterIds)].filter(([, { row, correction }]) => !isFree(row, correction)));
  }

  /** The same with those that only a cancelled correction has had. */
  public async claims(letterIds: readonly string[]): Promise<Map<string, Taken>> {
    const rows = [...(await this.states(letterIds)).values()];
    const corrections = await this.corrections(rows.flatMap(({ correctionId }) => correctionId ?? []));
    return new Map(rows.map((row) => [row.letterId, { row, correction: row.correctionId === null ? undefined : corrections.get(row.correctionId) }]));
  }

  /** The row of a dead letter's message. */
  public messageRow({ id, message }: { readonly id: string; readonly message: QueueMessage }): MessageRow {
    return { ...messageKey(id), body: pack(message.body), attributes: message.attributes, expires: this.expires };
  }

  public openRow(what: OpenRow['what'], id: string): OpenRow {
    return { ...openKey({ what, id }), what, id, expires: this.expires };
  }

  public trailRow(step: Omit<TrailRow, 'day' | 'upload' | 'expires'>): TrailRow {
    return { ...trailKey(step), ...step, expires: this.expires };
  }

  /** Changes a correction. False if it is not as expected, because somebody else has changed it. */
  public async advance(row: CorrectionRow, expected: Expected, ...more: Write[]): Promise<boolean> {
    return this.write({ put: { ...row, expires: this.expires }, expected }, ...more);
  }

  /** Gives up a correction that is not being sent yet: then nobody has its dead letters any more. */
  public async cancel(row: CorrectionRow): Promise<boolean> {
    return this.advance({ ...row, status: 'cancelled' }, [{ status: 'planned' }], { delete: openKey({ what: 'correction', id: row.id }) });
  }
}

/** Whether nobody has a dead letter, although somebody had: its correction never came to be sent. */
export function isFree(row: StateRow, correction: CorrectionRow | undefined): boolean {
  return row.status === 'sending' && (correction === undefined || correction.status === 'cancelled');
}

/** Whether a message is not needed any more. */
export function hasEnded(row: StateRow | undefined, letter: Letter, message: QueueMessage): boolean {
  if (row === undefined || !(ENDS as readonly string[]).includes(row.status)) return false;
  // A file can fail again after its dead letter was discarded, and that is news. A record is the same bytes each time.
  return letter.deadLetter.source.recordIndex !== null || message.sent <= new Date(row.messageSent);
}

export function letterState({ row, correction }: Taken): LetterState {
  const { letterId, correctionId, answer, who, why } = row;
  const index = row.index ?? (correction === undefined || correction.status === 'planned' ? null : positionsIn(correction).get(letterId) ?? null);
  return { letterId, status: statusOf(row, correction), correctionId, index, answer, who, why, when: new Date(row.when) };
}

function statusOf({ status }: StateRow, correction: CorrectionRow | undefined): LetterStatus {
  if (status === 'restoring') return 'discarded';
  return status === 'sending' && (correction?.status === 'sent' || correction?.status === 'done') ? 'sent' : status;
}

const positions = new WeakMap<CorrectionRow, Map<string, number>>();

/** The number of each dead letter's record in the file. */
export function positionsIn(correction: CorrectionRow): ReadonlyMap<string, number> {
  let found = positions.get(correction);
  if (found === undefined) positions.set(correction, found = new Map(correction.letterIds.map((id, index) => [id, index])));
  return found;
}

export function correctionOf({ id, status, key, versionId, etag, letterIds, who, why, recipe, when }: CorrectionRow): Correction {
  return { id, status, key, versionId, etag, letterIds, who, why, recipe, when: new Date(when) };
}
