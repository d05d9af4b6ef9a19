import { discardLetters } from './discard';
import { Journal, correctionOf, letterState } from './journal';
import { pack, unpack } from './packed';
import { beginRestore, putBack } from './restore';
import type { CorrectionRow, DraftRow, TextRow, TrailRow } from './rows';
import { CORRECTIONS, TRAIL_PREFIX, draftKey, letterPartition, textKey } from './rows';
import { Sender } from './send';
import { Settler } from './settle';
import type { Correction, LetterState, TrailStep } from './state';
import type { Clock } from '../clock';
import { SYSTEM_CLOCK } from '../clock';
import { concurrently } from '../concurrently';
import type { Letter } from '../dead-letters/message';
import { PipelineFiles } from '../files/files';
import type { Files } from '../files/model';
import type { Pipeline } from '../pipeline';
import { createValidator } from '../validator';
import type { Validator } from '../validator';

/** A text that is to be sent for a dead letter. */
export interface CorrectedRecord {
  readonly letter: Letter;
  /** The record as it was: from the dead letter, or the bytes of the object. */
  readonly before: string;
  /** The record as it is to be sent. */
  readonly after: string;
}

export interface SendOptions {
  readonly why: string;
  readonly recipe?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly claimed: number; readonly uploaded: number; readonly total: number }) => void;
}

/** What was not sent, and why. Nothing has changed for these. */
export interface NotSent {
  readonly letter: Letter;
  readonly why: 'taken' | 'rejected' | 'not-one-record';
  /** One sentence for people: who has it, or what the validator finds. */
  readonly message: string;
}

export interface SendResult {
  readonly corrections: readonly Correction[];
  readonly notSent: readonly NotSent[];
}

export interface SettleOptions {
  readonly waitMs: number;
  readonly signal?: AbortSignal;
  readonly onChange?: (result: SettleResult) => void;
}

export interface SettleResult {
  /** Dead letters whose end is known now. */
  readonly settled: readonly LetterState[];
  /** Dead letters that are still on their way. */
  readonly open: readonly LetterState[];
  /** Messages that were deleted from the queue. */
  readonly deleted: number;
  /** What could not be finished, for people: one sentence each. It is tried again the next time. */
  readonly problems: readonly string[];
}

/** Sends corrections, finds out what became of them, and deletes dead letters that have an end. Safe to stop at any point and to run again. */
export interface Corrections {
  /** Of the dead letters that somebody has taken up. */
  states(letterIds: readonly string[]): Promise<ReadonlyMap<string, LetterState>>;
  /** Asks the validator about each text, claims the dead letters, and uploads the texts in files of up to 1 MiB. */
  send(records: readonly CorrectedRecord[], options: SendOptions): Promise<SendResult>;
  /**
   * Finishes what is unfinished, of all operators: uploads what was to be uploaded, looks up what became of each record, and
   * deletes the messages of dead letters that have an end. Waits for files up to `waitMs`.
   */
  settle(options: SettleOptions): Promise<SettleResult>;
  discard(letters: readonly Letter[], why: string): Promise<{ readonly discarded: number; readonly notDiscarded: readonly NotSent[] }>;
  /** Puts discarded dead letters back into the queue. */
  restore(letterIds: readonly string[], why: string): Promise<number>;
  /** Oldest step first. */
  trail(letterId: string): Promise<TrailStep[]>;
  /** Corrections, newest first. */
  recent(limit: number): Promise<Correction[]>;
  /** Adds a step to the trail that changes no state, such as that somebody has revealed sensitive members. */
  note(letterIds: readonly string[], what: 'revealed', why: string): Promise<void>;
  /** What is typed and not sent yet: `of` a dead letter, or of a group (its `groupKey`), whose draft is a recipe. */
  draft(of: string): Promise<string | null>;
  /** Null takes the draft away. */
  saveDraft(of: string, text: string | null): Promise<void>;
}

export interface CorrectionsParts {
  /** To follow the files of corrections. */
  readonly files: Pick<Files, 'rowOf'>;
  readonly validator: Validator;
  readonly clock: Clock;
}

/** Throws an OperateError if the pipeline keeps no history. */
export function createCorrections(pipeline: Pipeline, parts: Partial<CorrectionsParts> = {}): Corrections {
  const { files = new PipelineFiles(pipeline), validator = createValidator(pipeline), clock = SYSTEM_CLOCK } = parts;
  return new NotedCorrections(pipeline, new Journal(pipeline, clock), files, validator);
}

const MAX_RESTORES = 8;

class NotedCorrections implements Corrections {
  private readonly settler: Settler;
  private readonly sender: Sender;

  constructor(private readonly pipeline: Pipeline, private readonly journal: Journal, files: CorrectionsParts['files'], validator: Validator) {
    this.settler = new Settler(pipeline, files, journal);
    this.sender = new Sender(pipeline, journal, validator, this.settler);
  }

  public async states(letterIds: readonly string[]): Promise<ReadonlyMap<string, LetterState>> {
    const taken = await this.journal.taken(letterIds);
    return new Map([...taken].map(([id, each]) => [id, letterState(each)]));
  }

  public async send(records: readonly CorrectedRecord[], options: SendOptions): Promise<SendResult> {
    return this.sender.send(records, options);
  }

  public async settle(options: SettleOptions): Promise<SettleResult> {
    return this.settler.settle(options);
  }

  public async discard(letters: readonly Letter[], why: string): Promise<{ readonly discarded: number; readonly notDiscarded: readonly NotSent[] }> {
    return discardLetters(this.pipeline, this.journal, this.settler, letters, why);
  }

  public async restore(letterIds: readonly string[], why: string): Promise<number> {
    const states = await this.journal.states(letterIds);
    const restored = await concurrently([...states.values()], MAX_RESTORES, async (row) =>
      await beginRestore(this.journal, row, this.pipeline.operator, why) && putBack(this.pipeline, this.journal, row.letterId));
    return restored.filter(Boolean).length;
  }

  public async trail(letterId: string): Promise<TrailStep[]> {
    const steps = await this.journal.query<TrailRow>(letterPartition(letterId), { prefix: TRAIL_PREFIX });
    const ids = steps.flatMap(({ what, correctionId }) => (what === 'corrected' ? correctionId! : []));
    const corrections = await this.journal.corrections(ids);
    const texts = await this.journal.get<TextRow>(ids.map((id) => textKey(letterId, id)));
    return steps
      .filter(({ what, correctionId }) => what !== 'corrected' || corrections.get(correctionId!)?.status !== 'cancelled')
      .map(({ when, who, what, why, correctionId, file, answer }) => {
        const text = what === 'corrected' ? texts.find(({ upload }) => upload === textKey(letterId, correctionId!).upload) : undefined;
        return {
          letterId,
          when: new Date(when),
          who,
          what,
          why,
          correctionId,
          file,
          answer,
          before: text?.before ? unpack(text.before) : null,
          after: text ? unpack(text.after) : null,
        };
      });
  }

  public async recent(limit: number): Promise<Correction[]> {
    return (await this.journal.query<CorrectionRow>(CORRECTIONS, { limit, descending: true })).map(correctionOf);
  }

  public async note(letterIds: readonly string[], what: 'revealed', why: string): Promise<void> {
    const when = this.journal.clock.now().toISOString();
    const step = { when, who: this.pipeline.operator, what, why, correctionId: null, file: null, answer: null };
    await this.journal.putAll(letterIds.map((letterId) => this.journal.trailRow({ letterId, ...step })));
  }

  public async draft(of: string): Promise<string | null> {
    const [row] = await this.journal.get<DraftRow>([draftKey(of)]);
    return row === undefined ? null : unpack(row.text);
  }

  public async saveDraft(of: string, text: string | null): Promise<void> {
    const key = draftKey(of);
    await this.journal.write(text === null ? { delete: key } : { put: { ...key, text: pack(text), expires: this.journal.expires } as DraftRow });
  }
}
