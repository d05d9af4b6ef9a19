import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FrozenGroup } from '../../server/api';
import { count, plural } from '../format';
import { save } from '../save-file';
import { ask } from '../server';
import { useLive } from '../shell/live';
import { useNotify } from '../shell/notices';
import { go } from '../shell/route';
import { WhyDialog } from '../shell/why-dialog';

interface GroupActionsProps {
  readonly group: FrozenGroup;
  readonly recipe: boolean;
  readonly onChange: () => void;
}

/** What can be done with all dead letters of a group. */
export function GroupActions({ group, recipe, onChange }: GroupActionsProps): JSX.Element {
  const { overview } = useLive();
  const notify = useNotify();
  const [discarding, setDiscarding] = useState(false);
  const open = group.states.open ?? 0;
  const history = overview?.pipeline.history ?? false;
  const failed = (error: Error): void => notify({ text: error.message, bad: true });

  const exportAs = (format: 'jsonl' | 'csv'): void => void ask('export', { frozen: group.frozen, format }).then(save, failed);
  const restore = (letters: string[]): void => void ask('restore', { letters, why: 'undone' })
    .then(({ restored }) => { notify({ text: `${plural(restored, 'dead letter')} back in the queue` }); onChange(); }, failed);
  const discard = (why: string): void => void ask('discard', { frozen: group.frozen, letters: null, why }).then(({ discarded, problems }) => {
    notify({ text: [`${plural(discarded.length, 'dead letter')} discarded`, ...problems.slice(0, 1)].join('. '), action: { label: 'Undo', run: () => restore(discarded) } });
    onChange();
  }, failed);

  return (
    <div class="toolbar">
      <button type="button" class={recipe || !group.fixable ? '' : 'primary'} disabled={!history || !group.fixable || open === 0} aria-pressed={recipe}
        onClick={() => go({ view: 'group', frozen: group.frozen, letter: null, recipe: true })}>Fix with a recipe</button>
      <button type="button" aria-label="Export as JSON Lines" title="As JSON Lines, with the records" onClick={() => exportAs('jsonl')}>Export</button>
      <button type="button" aria-label="Export as CSV" title="For the sender of the files, without the records" onClick={() => exportAs('csv')}>CSV</button>
      <button type="button" disabled={!history || open === 0} onClick={() => setDiscarding(true)}>Discard all…</button>
      {discarding && (
        <WhyDialog title={`Discard ${plural(open, 'dead letter')}?`} label={`Discard ${count(open)}`} required onClose={() => setDiscarding(false)} onSubmit={discard}>
          <p>They leave the queue, and their records will not be stored. It can be undone while the history keeps them.</p>
        </WhyDialog>
      )}
    </div>
  );
}
