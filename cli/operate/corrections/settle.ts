import type { RecordPlace } from './answers';
import { answerFinder, answerForFile, answersTo, mayAnswer, placesIn } from './answers';
import { correctionIdOf } from './correction-file';
import type { SettleOptions, SettleResult } from './corrections';
import type { Journal } from './journal';
import { hasEnded, letterState, positionsIn } from './journal';
import { putBack } from './restore';
import type { CorrectionRow, OpenRow, StateRow } from './rows';
import { OPEN, openKey } from './rows';
import type { LetterState } from './state';
import { storedAs } from './stored-item';
import { finishUpload } from './upload';
import { UploadVersion } from '../../../lambda-src/engine/assess/upload-version';
import type { HistoryRow } from '../../../src/private/contract/messages';
import { concurrently } from '../concurrently';
import type { Letter } from '../dead-letters/message';
import { Sweep } from '../dead-letters/sweep';
import type { Files } from '../files/model';
import type { Pipeline } from '../pipeline';

/** Nobody takes that long from planning a correction to sending it, unless the process is gone. */
const PLANNED_MS = 15 * 60_000;
/** A file that has no end in the history by then may have none: its workflow has timed out. What became of its records is looked up all the same. */
const NO_END_MS = 15 * 60_000;
const POLL_MS = 1_500;
const MAX_CORRECTIONS = 4;
const MAX_LOOKUPS = 16;

/** A correction with dead letters that have no end yet. */
interface Pending {
  readonly correction: CorrectionRow;
  /** Without those that have an end. */
  readonly open: Map<string, StateRow>;
  readonly places: ReadonlyMap<string, RecordPlace>;
  readonly file: 'on its way' | 'processed' | 'failed';
  /** What the history says of a file that was processed. */
  readonly processed: HistoryRow | undefined;
}

interface End {
  readonly status: 'stored' | 'repeated' | 'superseded' | 'rejected';
  /** Of a rejected one. */
  readonly answer: string | null;
}

/** Finishes what any operator has begun. */
export class Settler {
  constructor(private readonly pipeline: Pipeline, private readonly files: Pick<Files, 'rowOf'>, private readonly journal: Journal) {}

  public async settle({ waitMs, signal, onChange }: SettleOptions): Promise<SettleResult> {
    const { clock } = this.journal;
    const deadline = clock.now().getTime() + waitMs;
    const settled = new Map<string, LetterState>();
    let deleted = 0;
    for (let before = ''; ;) {
      const problems: string[] = [];
      const pending = await this.advanceAll(settled, problems);
      const left = deadline - clock.now().getTime();
      const last = left <= 0 || signal?.aborted === true;
      if (last || pending.every(({ file }) => file !== 'on its way')) deleted += await this.sweep(pending, settled, signal);
      const open = pending.flatMap(({ correction, open: rows }) => [...rows.values()].map((row) => letterState({ row, correction })));
      const result = { settled: [...settled.values()], open, deleted, problems };
      const now = JSON.stringify([settled.size, open.length, deleted, problems]);
      if (now !== before) onChange?.(result);
      before = now;
      if (last || open.length === 0) return result;
      await clock.sleep(Math.min(POLL_MS, left), signal);
    }
  }

  /**
   * Settles the corrections that dead letters answer, before somebody takes these up: afterwards they are not in the queue. Returns
   * the ids of those that still answer for a record that is open.
   */
  public async settleAnswered(letters: readonly Letter[]): Promise<Set<string>> {
    const answers = this.byCorrection(letters);
    const corrections = await this.journal.corrections(answers.keys());
    const unsettled = new Set<string>();
    await concurrently([...corrections.values()], MAX_CORRECTIONS, async (row) => {
      const pending = await this.pendingOf(row.status === 'sending' ? await finishUpload(this.pipeline, this.journal, row) : row);
      if (pending === null) return;
      const own = answersTo(pending.correction, answers.get(row.id) ?? []);
      await this.lookUp(pending, new Map());
      await this.takeAnswers(pending, own, new Map());
      for (const letter of own) {
        if ([...pending.open.keys()].some((id) => mayAnswer(letter, pending.places.get(id)!))) unsettled.add(letter.id);
      }
    });
    return unsettled;
  }

  /** Takes each open correction as far as it goes without the queue. */
  private async advanceAll(settled: Map<string, LetterState>, problems: string[]): Promise<Pending[]> {
    const open = await this.journal.query<OpenRow>(OPEN);
    const corrections = await this.journal.corrections(open.filter(({ what }) => what === 'correction').map(({ id }) => id));
    const pending: Pending[] = [];
    await concurrently(open, MAX_CORRECTIONS, async ({ what, id }) => {
      try {
        if (what === 'restore') {
          await putBack(this.pipeline, this.journal, id);
          return;
        }
        const found = await this.advance(corrections.get(id), settled);
        if (found !== null) pending.push(found);
      } catch (error) {
        problems.push(`The ${what} ${id} can't be finished: ${(error as Error).message}`);
      }
    });
    return pending;
  }

  private async advance(row: CorrectionRow | undefined, settled: Map<string, LetterState>): Promise<Pending | null> {
    if (row === undefined) return null;
    if (row.status === 'planned') {
      const age = this.journal.clock.now().getTime() - new Date(row.when).getTime();
      if (age > PLANNED_MS) await this.journal.cancel(row);
      return null;
    }
    const pending = await this.pendingOf(row.status === 'sending' ? await finishUpload(this.pipeline, this.journal, row) : row);
    if (pending !== null) await this.lookUp(pending, settled);
    return pending;
  }

  /** Null if nothing of the correction is open any more. */
  private async pendingOf(correction: CorrectionRow): Promise<Pending | null> {
    if (correction.status !== 'sent') return null;
    const rows = await this.journal.states(correction.letterIds);
    const open = new Map([...rows].filter(([, { status, correctionId }]) => status === 'sending' && correctionId === correction.id));
    return { correction, open, places: placesIn(correction, this.pipeline.entry.recordsPointer), ...await this.fileStatus(correction) };
  }

  private async fileStatus({ key, versionId, etag, uploaded, bytes }: CorrectionRow): Promise<Pick<Pending, 'file' | 'processed'>> {
    const lastModified = new Date(uploaded!);
    const row = await this.files.rowOf({ key, versionId, etag: etag!, lastModified, bytes: bytes! });
    if (row?.status === 'processed') return { file: row.status, processed: row };
    if (row?.status === 'failed') return { file: row.status, processed: undefined };
    return { file: this.journal.clock.now().getTime() - lastModified.getTime() > NO_END_MS ? 'processed' : 'on its way', processed: undefined };
  }

  /** Looks up each record in the table. */
  private async lookUp(pending: Pending, settled: Map<string, LetterState>): Promise<void> {
    const { correction, open, places, file } = pending;
    if (file === 'on its way') return;
    const version = this.uploadVersion(correction);
    await concurrently([...open.values()], MAX_LOOKUPS, async (row) => {
      const { index } = places.get(row.letterId)!;
      const status = await storedAs(this.pipeline, row.sending!, { file: correction.key, index, uploadVersion: version.ofRecord(index) });
      if (status !== null) await this.end(pending, row, { status, answer: null }, settled);
    });
    await this.closeIfDone(pending);
  }

  private async takeAnswers(pending: Pending, answers: readonly Letter[], settled: Map<string, LetterState>): Promise<void> {
    if (answers.length === 0) return;
    const find = answerFinder(answers);
    const ofFile = pending.file === 'failed' ? answerForFile(answers) : undefined;
    await concurrently([...pending.open.values()], MAX_LOOKUPS, async (row) => {
      const answer = find(pending.places.get(row.letterId)!) ?? ofFile;
      if (answer !== undefined) await this.end(pending, row, { status: 'rejected', answer: answer.id }, settled);
    });
    await this.closeIfDone(pending);
  }

  /**
   * Ends records that are neither in the table nor in the queue. If the history says that the file was processed, and as many records of it
   * have a dead letter as it has rejected, the others were accepted, and somebody has deleted their items since.
   */
  private async endDeleted(pending: Pending, settled: Map<string, LetterState>): Promise<void> {
    const { correction: { id, letterIds }, open, processed } = pending;
    if (processed === undefined || open.size === 0) return;
    const { records, rejected = 0, conflicts = 0 } = processed;
    const ended = [...(await this.journal.states(letterIds)).values()].filter(({ status, correctionId }) => status === 'rejected' && correctionId === id);
    if (records !== letterIds.length || ended.length !== rejected + conflicts) return;
    const status = acceptedAs(processed);
    await concurrently([...open.values()], MAX_LOOKUPS, async (row) => this.end(pending, row, { status, answer: null }, settled));
    await this.closeIfDone(pending);
  }

  /** Notes the end of a dead letter. */
  private async end({ correction, open }: Pending, row: StateRow, { status, answer }: End, settled: Map<string, LetterState>): Promise<void> {
    const { journal } = this;
    const { letterId, correctionId, who } = row;
    const when = journal.clock.now().toISOString();
    const ended: StateRow = { ...row, status, index: positionsIn(correction).get(letterId)!, answer, when, sending: null, expires: journal.expires };
    const step = journal.trailRow({ letterId, when, who, what: status, why: '', correctionId, file: correction.key, answer });
    // If somebody else was faster, the end is noted already.
    const noted = await journal.write({ put: ended, expected: [{ status: 'sending', correctionId }] }, { put: step });
    if (noted) settled.set(letterId, letterState({ row: ended, correction }));
    open.delete(letterId);
  }

  private async closeIfDone({ correction, open }: Pending): Promise<void> {
    if (open.size > 0) return;
    await this.journal.advance({ ...correction, status: 'done' }, [{ status: 'sent' }], { delete: openKey({ what: 'correction', id: correction.id }) });
  }

  /** Goes through the queue once: takes the answers to open corrections, and deletes what has an end. Returns the number of deleted messages. */
  private async sweep(pending: readonly Pending[], settled: Map<string, LetterState>, signal: AbortSignal | undefined): Promise<number> {
    const sweep = await Sweep.through(this.pipeline, { signal, clock: this.journal.clock });
    try {
      const { letters } = sweep.contents;
      const answers = this.byCorrection(letters);
      for (const each of pending) await this.takeAnswers(each, answersTo(each.correction, answers.get(each.correction.id) ?? []), settled);
      for (const each of pending) await this.endDeleted(each, settled);
      // Read after the messages were received: a dead letter that is put back meanwhile is not among them, or is no longer discarded here.
      const states = await this.journal.states(letters.map(({ id }) => id));
      const ended = letters.flatMap((letter) => sweep.messagesOf(letter.id).filter((message) => hasEnded(states.get(letter.id), letter, message)));
      return await sweep.delete(ended);
    } finally {
      await sweep.release();
    }
  }

  /** Dead letters of files of corrections, by correction. */
  private byCorrection(letters: readonly Letter[]): Map<string, Letter[]> {
    const found = new Map<string, Letter[]>();
    for (const letter of letters) {
      const { bucket, key } = letter.deadLetter.source;
      const id = bucket === this.pipeline.entry.bucket ? correctionIdOf(this.pipeline.entry, key) : undefined;
      if (id === undefined) continue;
      const others = found.get(id);
      if (others) others.push(letter); else found.set(id, [letter]);
    }
    return found;
  }

  private uploadVersion({ key, versionId, etag, uploaded }: CorrectionRow): UploadVersion {
    return new UploadVersion({ bucket: this.pipeline.entry.bucket, key, versionId, etag: etag! }, new Date(uploaded!));
  }
}

/** What became of the accepted records of a file, if it is the same for all of them; otherwise they are `stored` at least. */
function acceptedAs({ records, repeated, superseded, rejected = 0, conflicts = 0 }: HistoryRow): 'stored' | 'repeated' | 'superseded' {
  const accepted = (records ?? 0) - rejected - conflicts;
  if (repeated === accepted) return 'repeated';
  return superseded === accepted ? 'superseded' : 'stored';
}
