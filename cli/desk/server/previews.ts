import { randomBytes } from 'node:crypto';
import type { Preview, PreviewSample } from './api';
import type { Backend } from './backend';
import type { Frozen, Inventory } from './inventory';
import type { Masks } from './masking';
import { recordTexts } from './record-texts';
import type { CorrectedRecord } from '../../operate/corrections/corrections';
import type { Letter } from '../../operate/dead-letters/message';
import { applyRecipe } from '../../operate/records/apply-recipe';
import type { Recipe } from '../../operate/records/recipe';
import { printable } from '../../terminal/printable';

const SAMPLES_OF_EACH = { rejected: 4, failed: 3, unchanged: 2, ready: 6 } as const;

export interface Prepared {
  readonly recipe: Recipe;
  /** What can be sent: changed by the recipe, and accepted by the validator. */
  readonly ready: readonly CorrectedRecord[];
}

/** What recipes make of groups. The last one is kept, so that exactly what was shown is what is sent. */
export class Previews {
  private readonly prepared = new Map<string, Prepared>();

  constructor(private readonly backend: Backend, private readonly inventory: Inventory, private readonly masks: Masks) {}

  public get(token: string): Prepared | undefined {
    return this.prepared.get(token);
  }

  public async make({ group }: Frozen, recipe: Recipe): Promise<Preview> {
    const letters = group.letters.filter(({ id }) => !this.inventory.states.has(id));
    const texts = await recordTexts(this.backend, letters);
    const samples: { [outcome in PreviewSample['outcome']]: PreviewSample[] } = { rejected: [], failed: [], unchanged: [], ready: [] };
    const counts = { rejected: 0, failed: 0, unchanged: 0, ready: 0 };
    const note = (outcome: PreviewSample['outcome'], letter: Letter, before: string, after: string, why: string): void => {
      counts[outcome]++;
      if (samples[outcome].length < SAMPLES_OF_EACH[outcome]) samples[outcome].push(this.sample(outcome, letter, before, after, why));
    };

    const changed: CorrectedRecord[] = [];
    letters.forEach((letter, i) => {
      const before = texts[i].text;
      if (before === null || letter.deadLetter.records !== 1) return;
      const result = applyRecipe(recipe, before);
      if (result.outcome === 'changed') changed.push({ letter, before, after: result.text });
      else note(result.outcome, letter, before, before, result.why);
    });
    const verdicts = await this.backend.validator.ask(changed.map(({ after }) => after));
    const ready = changed.filter(({ letter, before, after }, i) => {
      const { verdict, errors, records } = verdicts[i];
      const accepted = verdict === 'accepted';
      note(accepted ? 'ready' : 'rejected', letter, before, after, accepted ? '' : printable(errors[0] ? `${errors[0].pointer} ${errors[0].message}` : `${records} records in the text`));
      return accepted;
    });

    const token = randomBytes(9).toString('base64url');
    this.prepared.clear();
    this.prepared.set(token, { recipe, ready });
    return {
      preview: token,
      ready: counts.ready,
      stillRejected: counts.rejected,
      unchanged: counts.unchanged,
      failed: counts.failed,
      leftOut: group.letters.length - counts.ready - counts.rejected - counts.unchanged - counts.failed,
      samples: Object.values(samples).flat(),
    };
  }

  private sample(outcome: PreviewSample['outcome'], letter: Letter, before: string, after: string, why: string): PreviewSample {
    const { key, recordIndex } = letter.deadLetter.source;
    return {
      letter: letter.id,
      file: printable(key),
      record: recordIndex,
      outcome,
      why,
      before: this.masks.hide(before, letter.id).text ?? '',
      after: this.masks.hide(after, letter.id).text ?? '',
    };
  }
}
