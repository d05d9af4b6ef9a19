import type { CallName, Calls, LetterDetail, Sent, Step } from './api';
import { AskError } from './ask-error';
import type { Desk } from './desk';
import { fileRow } from './file-rows';
import type { Frozen } from './inventory';
import { decodeLoosely, recordText, recordTexts } from './record-texts';
import { frozenGroup, letterDetail, letterRow } from './summaries';
import { REASONS } from '../../../src/private/contract/reasons';
import type { CorrectedRecord, Corrections, SendResult } from '../../operate/corrections/corrections';
import { groupKey } from '../../operate/dead-letters/group';
import type { Letter } from '../../operate/dead-letters/message';
import { csvHeader, csvLines, exportLine } from '../../operate/records/export';
import type { Recipe } from '../../operate/records/recipe';
import { RecipeError, formatRecipe, parseRecipe } from '../../operate/records/recipe-file';
import { printable } from '../../terminal/printable';

const DAY_MS = 24 * 3_600_000;
const FILES = 500;
const STUCK_AFTER_MS = 3_600_000;
const SURROUNDINGS = 1_200;
const MAX_ROWS = 500;
const NO_HISTORY = 'This pipeline has no history, which corrections are kept in. Deploy it with `history` to correct records here.';

type Answers = { readonly [Name in CallName]: (desk: Desk, ask: Calls[Name]['ask']) => Promise<Calls[Name]['answer']> };

/** The answer to each question of the page. */
export const ANSWERS: Answers = {
  overview: async (desk) => desk.overview(),

  refresh: async (desk) => {
    void desk.sweep().then(() => desk.settle());
    return {};
  },

  files: async (desk, { days, status }) => {
    if (desk.backend.entry.historyTable === null) return { files: [], stuck: [], more: false };
    const now = desk.now().getTime();
    const [rows, stuck] = await Promise.all([
      desk.backend.files.recent({ since: new Date(now - days * DAY_MS), limit: FILES + 1, ...(status === null ? {} : { status }) }),
      desk.backend.files.stuck(new Date(now - STUCK_AFTER_MS)),
    ]);
    return {
      files: rows.slice(0, FILES).map((row) => fileRow(row, desk.correctionsPrefix())),
      stuck: stuck.map(({ key }) => printable(key)),
      more: rows.length > FILES,
    };
  },

  freeze: async (desk, { group }) => {
    const frozen = await desk.inventory.freeze(group);
    if (frozen === undefined) throw new AskError('The queue has no such group any more.');
    return frozenGroup(frozen, desk.inventory);
  },

  frozen: async (desk, { frozen }) => frozenGroup(frozenAs(desk, frozen), desk.inventory),

  rows: async (desk, { frozen, offset, limit }) => {
    const letters = frozenAs(desk, frozen).group.letters.slice(offset, offset + Math.min(limit, MAX_ROWS));
    return { rows: letters.map((letter) => letterRow(letter, desk.inventory.states.get(letter.id), desk.masks)) };
  },

  letter: async (desk, { letter }) => {
    const found = await anyLetter(desk, letter);
    await desk.inventory.readStates([letter]);
    return detail(desk, found);
  },

  surroundings: async (desk, { letter }) => {
    const found = letterAs(desk, letter);
    if (desk.masks.any && !desk.revealed.has(letter)) return { before: '', after: '', absent: 'Other records are hidden with the sensitive members: reveal them first.' };
    const around = await desk.backend.source.neighbourhood(found, SURROUNDINGS);
    if (around === undefined) return { before: '', after: '', absent: 'The object is no longer there.' };
    return { before: decodeLoosely(around.before), after: decodeLoosely(around.after), absent: null };
  },

  reveal: async (desk, { letter, text }) => {
    const found = letterAs(desk, letter);
    // Noted first: what is seen is never seen without it.
    await correctionsOf(desk).note([letter], 'revealed', '');
    desk.revealed.add(letter);
    return { letter: await detail(desk, found), text: text === null ? null : desk.masks.restore(text, letter) };
  },

  trail: async (desk, { letter }) => {
    const steps = await desk.backend.corrections?.trail(letter) ?? [];
    const show = (text: string | null): string | null => text === null || desk.revealed.has(letter) ? text : desk.masks.hide(text, letter).text;
    return {
      steps: steps.map(({ letterId: _, when, who, file, before, after, ...step }): Step => ({
        ...step,
        when: when.toISOString(),
        who: printable(who),
        file: file === null ? null : printable(file),
        before: show(before),
        after: show(after),
      })),
    };
  },

  schema: async (desk) => await desk.backend.validator.schema() ?? { schema: null, references: [] },

  verdict: async (desk, { letter, text }) => {
    const [{ verdict, records, key, reason, errors }] = await desk.backend.validator.ask([desk.masks.restore(text, letter)]);
    const hidden = key && Object.fromEntries(Object.entries(key).map(([name, value]) => [name, desk.masks.standInFor(value)]));
    return { verdict, records, key: hidden, reason, meaning: reason === null ? null : REASONS[reason].meaning, errors };
  },

  draft: async (desk, { letter, text }) => {
    letterAs(desk, letter);
    await desk.backend.corrections?.saveDraft(letter, text === null ? null : desk.masks.restore(text, letter));
    return {};
  },

  send: async (desk, { letter, text, why }) => {
    const found = letterAs(desk, letter);
    const before = await recordText(desk.backend, found);
    if (before.text === null) throw new AskError(before.absent, 409);
    return send(desk, [{ letter: found, before: before.text, after: desk.masks.restore(text, letter) }], why);
  },

  recipes: async (desk) => ({ folder: desk.recipes.folder, recipes: desk.recipes.all() }),

  saveRecipe: async (desk, { recipe }) => ({ file: desk.recipes.save(checked(recipe)) }),

  recipeDraft: async (desk, { frozen }) => {
    const text = await desk.backend.corrections?.draft(recipeDraftOf(frozenAs(desk, frozen)));
    return { recipe: text == null ? null : JSON.parse(text) as Recipe };
  },

  saveRecipeDraft: async (desk, { frozen, recipe }) => {
    await correctionsOf(desk).saveDraft(recipeDraftOf(frozenAs(desk, frozen)), recipe && JSON.stringify(recipe));
    return {};
  },

  preview: async (desk, { frozen, recipe }) => desk.previews.make(frozenAs(desk, frozen), checked(recipe)),

  apply: async (desk, { preview, trial, why }) => {
    const prepared = desk.previews.get(preview);
    if (prepared === undefined) throw new AskError('There is a newer preview. Look at that one.', 409);
    const open = prepared.ready.filter(({ letter }) => !desk.inventory.states.has(letter.id));
    return send(desk, trial ? open.slice(0, 1) : open, why, prepared.recipe.name);
  },

  discard: async (desk, { frozen, letters, why }) => {
    const corrections = correctionsOf(desk);
    const chosen = letters === null ? frozenAs(desk, frozen ?? '').group.letters.filter(({ id }) => !desk.inventory.states.has(id)) : letters.map((id) => letterAs(desk, id));
    const { notDiscarded } = await corrections.discard(chosen, why);
    await desk.inventory.readStates(chosen.map(({ id }) => id));
    void desk.settle();
    return {
      discarded: chosen.map(({ id }) => id).filter((id) => desk.inventory.states.get(id)?.status === 'discarded'),
      problems: notDiscarded.map(({ message }) => printable(message)),
    };
  },

  restore: async (desk, { letters, why }) => {
    const restored = await correctionsOf(desk).restore(letters, why);
    await desk.inventory.readStates(letters);
    void desk.sweepAnew();
    return { restored };
  },

  export: async (desk, { frozen, format }) => {
    const { group } = frozenAs(desk, frozen);
    if (format === 'csv') {
      // For the sender of the files, who has the records: without what is in them.
      const lines = group.letters.map((letter) => csvLines({ letter, bytes: undefined }, false));
      return { name: `dead-letters-${group.id}.csv`, type: 'text/csv', text: [csvHeader(false), ...lines].join('') };
    }
    const texts = await recordTexts(desk.backend, group.letters);
    const lines = group.letters.map((letter, i) => {
      const shown = texts[i].text === null ? null : desk.masks.hide(texts[i].text, letter.id).text;
      return `${JSON.stringify(exportLine({ letter, bytes: shown === null ? undefined : Buffer.from(shown) }))}\n`;
    });
    return { name: `dead-letters-${group.id}.jsonl`, type: 'application/jsonl', text: lines.join('') };
  },
};

/** The name of a group's draft: the same in each run, whatever else is in the queue. */
function recipeDraftOf({ group: { letters: [first] } }: Frozen): string {
  return groupKey(first);
}

/** As it would be read from a file, so that what is wrong with it is said. */
function checked(recipe: Recipe): Recipe {
  try {
    return parseRecipe(formatRecipe({ ...recipe, name: recipe.name || 'unnamed' }));
  } catch (error) {
    if (error instanceof RecipeError) throw new AskError(error.message, 400);
    throw error;
  }
}

function frozenAs(desk: Desk, token: string): Frozen {
  const frozen = desk.inventory.frozenAs(token);
  if (frozen === undefined) throw new AskError('This group is no longer kept. Open it again.');
  return frozen;
}

function letterAs(desk: Desk, id: string): Letter {
  const letter = desk.inventory.find(id);
  if (letter === undefined) throw new AskError('This dead letter is no longer in the queue.');
  return letter;
}

/** Dead letters that answer a correction are often younger than the last sweep. */
async function anyLetter(desk: Desk, id: string): Promise<Letter> {
  if (desk.inventory.find(id) === undefined) await desk.sweep();
  return letterAs(desk, id);
}

async function detail(desk: Desk, letter: Letter): Promise<LetterDetail> {
  const { corrections } = desk.backend;
  const [{ text, absent }, draft = null] = await Promise.all([recordText(desk.backend, letter), corrections?.draft(letter.id)]);
  const aboutFile = letter.deadLetter.records === null;
  const revealed = !desk.masks.any || aboutFile || desk.revealed.has(letter.id);
  const masked = text === null || revealed ? { text, hidden: 0 } : desk.masks.hide(text, letter.id);
  const shownDraft = draft === null || revealed ? draft : desk.masks.hide(draft, letter.id).text;
  return letterDetail(letter, desk.inventory.states.get(letter.id), desk.masks, {
    text: masked.text,
    absent: text !== null && masked.text === null ? 'The record is not valid JSON, so sensitive members cannot be told from others: the whole text is hidden.' : absent,
    hidden: masked.hidden,
    revealed,
    draft: shownDraft,
    draftHidden: draft !== null && shownDraft === null,
  }, corrections !== null);
}

async function send(desk: Desk, records: readonly CorrectedRecord[], why: string, recipe?: string): Promise<Sent> {
  const { corrections, notSent }: SendResult = await correctionsOf(desk).send(records, { why, ...(recipe === undefined ? {} : { recipe }) });
  await desk.inventory.readStates(records.map(({ letter }) => letter.id));
  desk.live.tell('arrivals', [...await desk.arrivals.read()]);
  void desk.settle();
  return {
    corrections: corrections.map(({ id }) => id),
    sent: corrections.reduce((total, { letterIds }) => total + letterIds.length, 0),
    notSent: notSent.map(({ letter, message }) => ({ letter: letter.id, message: printable(message) })),
  };
}

function correctionsOf({ backend: { corrections } }: Desk): Corrections {
  if (corrections === null) throw new AskError(NO_HISTORY, 409);
  return corrections;
}
