import type { RegistryEntry } from '../../../src/private/contract/registry';
import type { Corrections } from '../../operate/corrections/corrections';
import { createCorrections } from '../../operate/corrections/corrections';
import type { QueueContents } from '../../operate/dead-letters/message';
import type { DeadLetterQueue } from '../../operate/dead-letters/queue';
import { createDeadLetterQueue } from '../../operate/dead-letters/queue';
import type { Pipeline } from '../../operate/pipeline';
import type { RecordSource } from '../../operate/records/source';
import { createRecordSource } from '../../operate/records/source';
import type { Validator } from '../../operate/validator';
import { createValidator } from '../../operate/validator';
import { askText } from '../../terminal/ask-text';
import { canAsk, confirm } from '../../terminal/confirm';
import { number } from '../../terminal/format';
import { printable } from '../../terminal/printable';
import { Printer } from '../../terminal/printer';
import { ProgressBar } from '../../terminal/progress-bar';
import { UsageError } from '../../usage-error';

/** Short work shows no progress. */
const PROGRESS_AFTER_MS = 700;

/** Whoever can be asked. */
export interface Asked {
  readonly canAsk: () => boolean;
  readonly confirm: (question: string, signal?: AbortSignal) => Promise<boolean>;
  readonly text: (question: string, signal?: AbortSignal) => Promise<string>;
}

/** What the verbs below `dlq` work with. */
export interface DlqContext {
  readonly entry: RegistryEntry;
  readonly queue: DeadLetterQueue;
  /** Null if the pipeline keeps no history: then dead letters can be looked at and exported, and nothing else. */
  readonly corrections: Corrections | null;
  readonly source: RecordSource;
  readonly validator: Validator;
  readonly printer: Printer;
  readonly asked: Asked;
}

export function dlqContext(pipeline: Pipeline, json: boolean): DlqContext {
  return {
    entry: pipeline.entry,
    queue: createDeadLetterQueue(pipeline),
    corrections: pipeline.entry.historyTable === null ? null : createCorrections(pipeline),
    source: createRecordSource(pipeline),
    validator: createValidator(pipeline),
    printer: new Printer(json),
    asked: { canAsk, confirm, text: askText },
  };
}

/** For verbs that note what they do. */
export function neededCorrections({ corrections, entry }: DlqContext): Corrections {
  if (corrections !== null) return corrections;
  throw new UsageError(`${entry.pipeline} keeps no history (historyEnabled: false), so nothing can note what becomes of a dead letter. dlq list, show, export and recheck work without one. `
    + 'To correct records by hand, see docs/runbook.md, "Without the tool".');
}

/** Finishes what any operator has left unfinished, and reads the queue. */
export async function readQueue(context: DlqContext, signal?: AbortSignal): Promise<QueueContents> {
  const { corrections } = context;
  if (corrections !== null) {
    const { problems } = await corrections.settle({ waitMs: 0, signal });
    tellProblems(context, problems);
  }
  return readOnly(context, signal);
}

/** Reads the queue, and changes nothing. */
export async function readOnly({ printer, queue }: DlqContext, signal?: AbortSignal): Promise<QueueContents> {
  const bar = new ProgressBar(printer.terminal, { total: undefined, delayMs: PROGRESS_AFTER_MS });
  try {
    return await queue.read({ signal, onProgress: (received, about) => bar.show(received, `${number(received)} of about ${number(about)} messages read`) });
  } finally {
    bar.end();
  }
}

/** What could not be finished goes to standard error, or to the terminal. */
export function tellProblems({ printer }: DlqContext, problems: readonly string[]): void {
  for (const problem of problems) printer.terminal.outcome('odd', printable(problem));
}

/** Why something is done: as given, or as answered. */
export async function reasonWhy({ asked }: DlqContext, given: string | undefined, question: string, signal?: AbortSignal): Promise<string> {
  if (given !== undefined) return given;
  if (!asked.canAsk()) return '';
  return asked.text(question, signal);
}

/** Whether to go on. Without --yes, somebody has to be there. */
export async function agreed({ asked }: DlqContext, yes: boolean | undefined, question: string, signal?: AbortSignal): Promise<boolean> {
  if (yes) return true;
  if (!asked.canAsk()) throw new UsageError(`Nobody can be asked here: "${question}" Give --yes to go on without a question.`);
  return asked.confirm(question, signal);
}
