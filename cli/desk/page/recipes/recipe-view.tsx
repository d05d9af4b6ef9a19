import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Arrivals } from '../arrivals/arrivals';
import { count, plural } from '../format';
import { ask } from '../server';
import { Numbers, Samples } from './preview-view';
import { firstRecipe, problemOf } from './recipe-draft';
import { RecipeForm } from './recipe-form';
import type { Recipe, FrozenGroup, Preview } from '../../server/api';
import { DRAFTS } from '../letter/draft-names';
import { useDraft } from '../letter/use-draft';
import { BackToGroup } from '../shell/back-to-group';
import { useNotify } from '../shell/notices';
import { PaneTitle } from '../shell/pane-title';
import { WhyDialog } from '../shell/why-dialog';

interface RecipeViewProps {
  readonly group: FrozenGroup;
  readonly onChange: () => void;
  readonly onClose: () => void;
}

/** The recipe of the group as it was left, or a new one. */
export function RecipeView(props: RecipeViewProps): JSX.Element {
  const { frozen } = props.group;
  const [draft, setDraft] = useState<Recipe | null | 'asking'>('asking');
  const notify = useNotify();
  useEffect(() => {
    ask('recipeDraft', { frozen }).then((answer) => setDraft(answer.recipe), (error: Error) => { setDraft(null); notify({ text: error.message, bad: true }); });
  }, [frozen]);
  return draft === 'asking' ? <p class="letter muted" role="status">Opening…</p> : <Work {...props} draft={draft} />;
}

/** A change for the whole group: written, previewed over all, tried with one, then sent for all. */
function Work({ group, draft, onChange, onClose }: RecipeViewProps & { readonly draft: Recipe | null }): JSX.Element {
  const [recipe, setRecipe] = useState<Recipe>(() => draft ?? firstRecipe(group));
  const [unsent, setUnsent] = useState<Recipe | null>(draft);
  const [saved, setSaved] = useState<readonly Recipe[]>([]);
  const [folder, setFolder] = useState('');
  const [preview, setPreview] = useState<Preview | 'asking' | null>(null);
  const [sending, setSending] = useState<'trial' | 'all' | null>(null);
  const [corrections, setCorrections] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(0);
  const notify = useNotify();
  const failed = (error: Error): void => notify({ text: error.message, bad: true });

  const readSaved = (): void => void ask('recipes', {}).then((answer) => { setSaved(answer.recipes); setFolder(answer.folder); }, failed);
  useEffect(readSaved, []);
  const change = (next: Recipe): void => {
    setRecipe(next);
    setUnsent(next);
    setPreview(null);
  };
  const look = (): void => {
    setPreview('asking');
    ask('preview', { frozen: group.frozen, recipe }).then(setPreview, (error: Error) => { setPreview(null); failed(error); });
  };
  const store = (): void => void ask('saveRecipe', { recipe }).then(({ file }) => { notify({ text: `Saved as ${file} in ${folder}` }); readSaved(); }, failed);
  const send = (why: string): void => {
    const trial = sending === 'trial';
    if (preview === null || preview === 'asking') return;
    void ask('apply', { preview: preview.preview, trial, why }).then((answer) => {
      setCorrections((before) => [...answer.corrections, ...before]);
      setTried((before) => before + answer.sent);
      notify({ text: [`${plural(answer.sent, 'record')} sent`, ...answer.notSent.slice(0, 1).map(({ message }) => message)].join('. ') });
      if (!trial) setUnsent(null);
      onChange();
    }, failed);
  };

  const kept = useDraft(
    async (text) => ask('saveRecipeDraft', { frozen: group.frozen, recipe: text === null ? null : JSON.parse(text) as Recipe }),
    unsent && JSON.stringify(unsent), draft && JSON.stringify(draft), true,
  );
  const problem = problemOf(recipe);
  const ready = preview !== null && preview !== 'asking' ? preview.ready - tried : 0;
  return (
    <article class="recipe">
      <header class="letter-head">
        <BackToGroup onBack={onClose} />
        <PaneTitle beside>Fix with a recipe</PaneTitle>
        <p class="muted">The same change in each record. What it does not name stays as it is, to the byte.</p>
      </header>
      {saved.length > 0 && (
        <label class="saved">Saved recipes <select value="" onChange={(event) => { const chosen = saved.find(({ name }) => name === event.currentTarget.value); if (chosen) change(chosen); }}>
          <option value="">choose one</option>
          {saved.map(({ name }) => <option key={name} value={name}>{name}</option>)}
        </select></label>
      )}
      <RecipeForm recipe={recipe} onChange={change} />
      <div class="toolbar">
        <button type="button" class={preview === null ? 'primary' : ''} disabled={problem !== null || preview === 'asking'} onClick={look}>Preview the whole group</button>
        <button type="button" disabled={problem !== null || recipe.name === ''} onClick={store}>Save the recipe</button>
        {problem !== null && <span class="muted">{problem}</span>}
        {unsent !== null && <span class={`kept ${kept === 'failed' ? 'bad-text' : 'muted'}`}>{DRAFTS[kept]}</span>}
      </div>
      {preview === 'asking' && <p class="muted" role="status">Asking the deployed validator about {plural(group.letters, 'record')}…</p>}
      {preview !== null && preview !== 'asking' && (
        <>
          <Numbers preview={preview} />
          {tried > 0 && ready < 1 ? null : <div class="toolbar">
            <button type="button" class={tried === 0 ? 'primary' : ''} disabled={ready < 1} onClick={() => setSending('trial')}>Try one</button>
            <button type="button" class={tried > 0 ? 'primary' : ''} disabled={ready < 1} onClick={() => setSending('all')}>{tried > 0 ? `Send the other ${count(Math.max(ready, 0))}` : `Send all ${count(ready)}`}</button>
          </div>}
        </>
      )}
      <Arrivals only={corrections} />
      {preview !== null && preview !== 'asking' && <Samples preview={preview} />}
      {sending !== null && (
        <WhyDialog title={sending === 'trial' ? 'Send one as a trial?' : `Send ${plural(ready, 'record')}?`} label={sending === 'trial' ? 'Send one' : `Send ${count(ready)}`} onClose={() => setSending(null)} onSubmit={send}>
          <p>{sending === 'trial' ? 'One record goes through the pipeline. See what becomes of it, then send the others.' : 'They go through the pipeline in a file of corrections. Each dead letter leaves the queue once its own record is in the table.'}</p>
        </WhyDialog>
      )}
    </article>
  );
}
