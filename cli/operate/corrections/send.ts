import { isOfOneRecord } from './answers';
import { correctionFile, correctionObjectKey, fitIntoFiles, sha256 } from './correction-file';
import type { CorrectedRecord, NotSent, SendOptions, SendResult } from './corrections';
import type { Journal } from './journal';
import { correctionOf, isFree } from './journal';
import { pack } from './packed';
import type { CorrectionRow, SentRecord, StateRow, TextRow } from './rows';
import { correctionKey, stateKey, textKey } from './rows';
import type { Settler } from './settle';
import type { Correction } from './state';
import { UNSETTLED, whoHas } from './taken';
import { ulid } from './ulid';
import { finishUpload } from './upload';
import type { TextVerdict } from '../../../src/private/contract/messages';
import { concurrently } from '../concurrently';
import type { Letter } from '../dead-letters/message';
import type { Pipeline } from '../pipeline';
import { wrappingFor } from '../records/wrap-record';
import type { Validator } from '../validator';

const MAX_CLAIMS = 16;
/** A row has 400 KB at most. What a message can't carry is in the object. */
const MAX_BEFORE = 150_000;

/** A record that the pipeline accepts. */
interface Candidate extends CorrectedRecord {
  readonly record: SentRecord;
  /** The state that a cancelled correction has left. */
  readonly left: StateRow | undefined;
}

/** Sends corrected records, in files of up to 1,000. */
export class Sender {
  constructor(
    private readonly pipeline: Pipeline, private readonly journal: Journal, private readonly validator: Validator, private readonly settler: Settler,
  ) {}

  public async send(records: readonly CorrectedRecord[], options: SendOptions): Promise<SendResult> {
    const notSent: NotSent[] = [];
    const corrections: Correction[] = [];
    const unsettled = await this.settler.settleAnswered(records.map(({ letter }) => letter));
    const sendable = unique(records, notSent).filter(({ letter }) => {
      const message = whyNot(letter, unsettled);
      if (message !== null) notSent.push({ letter, ...message });
      return message === null;
    });
    const progress = { claimed: 0, uploaded: 0, total: sendable.length };
    for (const records_ of fitIntoFiles(wrappingFor(this.pipeline.entry.recordsPointer), sendable)) {
      options.signal?.throwIfAborted();
      const candidates = await this.candidatesOf(records_, notSent);
      if (candidates.length === 0) continue;
      const correction = await this.claim(candidates, options, notSent);
      if (correction === null) continue;
      options.onProgress?.({ ...progress, claimed: progress.claimed += correction.letterIds.length });
      const sent = await finishUpload(this.pipeline, this.journal, correction);
      options.onProgress?.({ ...progress, uploaded: progress.uploaded += correction.letterIds.length });
      corrections.push(correctionOf(sent));
    }
    return { corrections, notSent };
  }

  /** Those that nobody has and that the deployed validator accepts. */
  private async candidatesOf(records: readonly CorrectedRecord[], notSent: NotSent[]): Promise<Candidate[]> {
    const claims = await this.journal.claims(records.map(({ letter }) => letter.id));
    const free = records.filter(({ letter }) => {
      const taken = claims.get(letter.id);
      if (taken === undefined || isFree(taken.row, taken.correction)) return true;
      notSent.push({ letter, why: 'taken', message: whoHas(taken) });
      return false;
    });
    const verdicts = await this.validator.ask(free.map(({ after }) => after));
    return free.flatMap((record, number) => {
      const problem = problemOf(verdicts[number], record.after);
      if (problem !== null) {
        notSent.push({ letter: record.letter, ...problem });
        return [];
      }
      // A function of an older version of the construct does not say all of it.
      const { key, contentHash = null, version = null } = verdicts[number];
      return [{ ...record, record: { key: key!, contentHash, version }, left: claims.get(record.letter.id)?.row }];
    });
  }

  /** Notes a correction, its texts and who has the dead letters, up to the point from which anybody can finish it. Null if there is nothing to send. */
  private async claim(candidates: readonly Candidate[], { why, recipe }: SendOptions, notSent: NotSent[]): Promise<CorrectionRow | null> {
    const { journal } = this;
    const now = journal.clock.now();
    const id = ulid(now);
    const planned: CorrectionRow = {
      ...correctionKey(id),
      id,
      status: 'planned',
      key: correctionObjectKey(this.pipeline.entry, id),
      versionId: null,
      etag: null,
      letterIds: candidates.map(({ letter }) => letter.id),
      who: this.pipeline.operator,
      why,
      recipe: recipe ?? null,
      when: now.toISOString(),
      sha256: null,
      bytes: null,
      sizes: null,
      uploaded: null,
      expires: journal.expires,
    };
    await journal.advance(planned, ['absent', { status: 'planned' }], { put: journal.openRow('correction', id) });
    await journal.putAll(candidates.flatMap((candidate) => [journal.messageRow(candidate.letter), this.textRow(candidate, id)]));

    const claimed = await concurrently(candidates, MAX_CLAIMS, async (candidate) => this.claimLetter(candidate, planned));
    const taken = candidates.filter((_, number) => !claimed[number]);
    const own = candidates.filter((_, number) => claimed[number]);
    const holders = await journal.taken(taken.map(({ letter }) => letter.id));
    notSent.push(...taken.map(({ letter }) => ({ letter, why: 'taken' as const, message: whoHas(holders.get(letter.id)) })));
    if (own.length === 0) {
      await journal.cancel(planned);
      return null;
    }

    const file = correctionFile(wrappingFor(this.pipeline.entry.recordsPointer), own.map(({ after }) => after));
    const sending: CorrectionRow = {
      ...planned,
      status: 'sending',
      letterIds: own.map(({ letter }) => letter.id),
      sha256: sha256(file),
      bytes: file.length,
      sizes: own.map(({ after }) => Buffer.byteLength(after)),
    };
    if (await journal.advance(sending, [{ status: 'planned' }, { status: 'sending', sha256: sending.sha256 }])) return sending;
    notSent.push(...own.map(({ letter }) => ({ letter, why: 'taken' as const, message: 'This took so long that somebody has cancelled it: try again' })));
    return null;
  }

  private async claimLetter({ letter, record, left }: Candidate, { id, key, who, why, when }: CorrectionRow): Promise<boolean> {
    const { journal } = this;
    const row: StateRow = {
      ...stateKey(letter.id),
      letterId: letter.id,
      status: 'sending',
      correctionId: id,
      index: null,
      answer: null,
      who,
      why,
      when,
      messageSent: letter.message.sent.toISOString(),
      sending: record,
      expires: journal.expires,
    };
    const step = journal.trailRow({ letterId: letter.id, when, who, what: 'corrected', why, correctionId: id, file: key, answer: null });
    const before = left === undefined ? 'absent' : { status: 'sending', correctionId: left.correctionId };
    // Or it is claimed already, because the answer to the first attempt was lost.
    return journal.write({ put: row, expected: [before, { status: 'sending', correctionId: id }] }, { put: step });
  }

  private textRow({ letter, before, after }: Candidate, correctionId: string): TextRow {
    const packed = pack(before);
    const fits = packed.length <= MAX_BEFORE;
    return { ...textKey(letter.id, correctionId), after: pack(after), before: fits ? packed : null, expires: this.journal.expires };
  }
}


/** Each dead letter once: its first text. */
function unique(records: readonly CorrectedRecord[], notSent: NotSent[]): CorrectedRecord[] {
  const seen = new Set<string>();
  return records.filter(({ letter }) => {
    if (!seen.has(letter.id)) return seen.add(letter.id);
    notSent.push({ letter, why: 'taken', message: 'There is another text for this dead letter in the same selection' });
    return false;
  });
}

function whyNot(letter: Letter, unsettled: ReadonlySet<string>): Pick<NotSent, 'why' | 'message'> | null {
  if (!isOfOneRecord(letter)) {
    const { records } = letter.deadLetter;
    return { why: 'not-one-record', message: `The dead letter is about ${records === null ? 'a whole file' : `${records} records`}: correct the file and upload it again, then discard the dead letter` };
  }
  return unsettled.has(letter.id) ? { why: 'taken', message: UNSETTLED } : null;
}

function problemOf(verdict: TextVerdict, text: string): Pick<NotSent, 'why' | 'message'> | null {
  if (verdict.verdict === 'rejected') {
    const [{ pointer, message }] = verdict.errors;
    return { why: 'rejected', message: `${verdict.reason}: ${pointer === '' ? '' : `${pointer} `}${message}` };
  }
  // The scanner may find one record in a text that is more than that. Only a whole value can't become a part of another record.
  if (verdict.verdict === 'accepted' && isJson(text)) return null;
  return { why: 'not-one-record', message: verdict.verdict === 'accepted' ? 'The text is not one JSON value' : `The text has ${verdict.records} records, but must be one` };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
