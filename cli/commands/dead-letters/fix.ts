import { readFileSync } from 'node:fs';
import type { DlqContext } from './dlq-context';
import { agreed, neededCorrections, readQueue } from './dlq-context';
import { placeText } from './letter-text';
import { printDiff } from './print-diff';
import type { OtherLetter } from './records-of';
import { recordsOf } from './records-of';
import { Reveal } from './reveal';
import type { SelectionOptions } from './selection';
import { idsOf, selectSome } from './selection';
import type { SendVerbOptions } from './send';
import { sendRecords } from './send';
import { OK, SOME_REJECTED } from '../../exit-codes';
import { concurrently } from '../../operate/concurrently';
import type { CorrectedRecord } from '../../operate/corrections/corrections';
import { TextStore } from '../../operate/dead-letters/text-store';
import { applyRecipe } from '../../operate/records/apply-recipe';
import type { Recipe } from '../../operate/records/recipe';
import { RecipeError, parseRecipe } from '../../operate/records/recipe-file';
import { number, plural } from '../../terminal/format';
import { printable } from '../../terminal/printable';
import { UsageError } from '../../usage-error';

export interface FixOptions extends SelectionOptions, SendVerbOptions {
  readonly recipe: string;
  /** How many differences are shown. */
  readonly samples: number;
  readonly dryRun?: boolean;
  /** Keeps the corrected records as drafts, and sends nothing. */
  readonly save?: boolean;
  readonly reveal?: boolean;
}

const SHOWN_REASONS = 5;
const DRAFTS_AT_A_TIME = 16;

/** `dlq fix`: what a recipe makes of a group, and then, after a confirmation, its corrections are sent. */
export async function fixDeadLetters(context: DlqContext, ids: readonly string[], options: FixOptions, signal?: AbortSignal): Promise<number> {
  const recipe = readRecipe(options.recipe);
  const contents = await readQueue(context, signal);
  const selection = selectSome(contents, ids, options);
  const { records, others } = await recordsOf(context, selection.letters, signal);
  const changed: CorrectedRecord[] = [];
  const left = new Map<string, OtherLetter[]>();
  const leave = (other: OtherLetter) => {
    const alike = left.get(other.why);
    if (alike === undefined) left.set(other.why, [other]);
    else alike.push(other);
  };
  const corrected = new TextStore();
  for (const record of records) {
    const { letter } = record;
    const result = record.isUtf8 ? applyRecipe(recipe, record.text) : { outcome: 'failed' as const, why: 'not UTF-8: dlq edit shows it in a likely encoding' };
    if (result.outcome === 'changed') {
      const after = corrected.keep(result.text);
      changed.push({ letter, get before() { return record.text; }, get after() { return after(); } });
    } else {
      leave({ letter, why: result.outcome === 'failed' ? result.why : `left as it is: ${result.why}` });
    }
  }
  others.forEach(leave);

  const reveal = await Reveal.of(context, changed.slice(0, options.samples).map(({ letter }) => letter), options.reveal);
  preview(context, recipe, changed, left, reveal, options.samples, idsOf(contents));
  if (changed.length === 0) return SOME_REJECTED;
  if (options.dryRun) {
    for (const { letter, before, after } of changed) context.printer.result({ id: letter.id, outcome: 'changed', before: reveal.record(before), after: reveal.record(after) }, () => undefined);
    return OK;
  }
  if (options.save) return saveDrafts(context, changed, options, signal);
  return sendRecords(context, changed, { ...options, recipe: recipe.name }, { contents, selection }, signal);
}

function readRecipe(path: string): Recipe {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`The recipe ${path} can't be read: ${(error as Error).message}`);
  }
  try {
    return parseRecipe(text);
  } catch (error) {
    if (error instanceof RecipeError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

function preview(
  { printer }: DlqContext,
  { name, description }: Recipe,
  changed: readonly CorrectedRecord[],
  left: ReadonlyMap<string, readonly OtherLetter[]>,
  reveal: Reveal,
  samples: number,
  shortId: (id: string) => string,
): void {
  for (const [why, letters] of left) letters.forEach(({ letter }) => printer.result({ id: letter.id, outcome: 'left', message: why }, () => undefined));
  if (printer.json) return;
  const { terminal } = printer;
  const { bold, dim } = terminal.colours;
  terminal.line(`${bold(printable(name))}${description === '' ? '' : `: ${printable(description)}`}`);
  for (const { letter, before, after } of changed.slice(0, samples)) {
    terminal.line();
    terminal.line(dim(`  ${shortId(letter.id)} · ${placeText(letter)}`));
    printDiff(terminal, reveal.record(before), reveal.record(after), '    ');
  }
  terminal.line();
  if (changed.length > samples) terminal.line(`${plural(changed.length, 'record')} changed; ${number(samples)} shown`);
  else terminal.line(`${plural(changed.length, 'record')} changed`);
  const sorted = [...left].sort(([, a], [, b]) => b.length - a.length);
  for (const [why, letters] of sorted.slice(0, SHOWN_REASONS)) terminal.line(`  ${number(letters.length)} not changed: ${printable(why)} (such as dlq show ${shortId(letters[0].letter.id)})`);
  if (sorted.length > SHOWN_REASONS) terminal.line(`  and ${number(sorted.length - SHOWN_REASONS)} other reasons: --json lists all`);
}

async function saveDrafts(context: DlqContext, changed: readonly CorrectedRecord[], { yes }: FixOptions, signal?: AbortSignal): Promise<number> {
  const corrections = neededCorrections(context);
  if (!await agreed(context, yes, `Keep ${plural(changed.length, 'corrected record')} as drafts?`, signal)) return OK;
  await concurrently(changed, DRAFTS_AT_A_TIME, async ({ letter, after }) => {
    signal?.throwIfAborted();
    await corrections.saveDraft(letter.id, after);
    context.printer.result({ id: letter.id, outcome: 'draft' }, () => undefined);
  });
  if (!context.printer.json) context.printer.terminal.outcome('good', `${plural(changed.length, 'draft')} kept. Nothing is sent: sales-data-pipeline dlq resubmit --drafts sends them.`);
  return OK;
}
