import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { count, moment, plural } from '../format';
import { GroupActions } from './group-actions';
import { LetterRowView } from './letter-row';
import type { FrozenGroup } from '../../server/api';
import { LetterView } from '../letter/letter-view';
import { useRows } from '../list/row-cache';
import { VirtualList } from '../list/virtual-list';
import { RecipeView } from '../recipes/recipe-view';
import { ask } from '../server';
import { Heading } from '../shell/heading';
import { useKeys } from '../shell/keys';
import { useLive } from '../shell/live';
import { useNotify } from '../shell/notices';
import { go, hrefOf } from '../shell/route';
import type { Route } from '../shell/route';
import { STATUS_NAMES } from '../shell/status';
import { isWide } from '../shell/wide';

const ROW_HEIGHT = 60;
const PROGRESS = ['stored', 'repeated', 'superseded', 'rejected', 'discarded', 'sent', 'sending'] as const;

/** A group as it was at the click: its dead letters on the left, one of them or the recipe on the right. */
export function GroupView({ route }: { readonly route: Extract<Route, { view: 'group' }> }): JSX.Element {
  const { frozen, letter, recipe } = route;
  const { arrivals, overview } = useLive();
  const [group, setGroup] = useState<FrozenGroup | null>(null);
  const [gone, setGone] = useState<string | null>(null);
  const [selected, setSelected] = useState(0);
  const [changes, setChanges] = useState(0);
  const notify = useNotify();
  const changed = useCallback(() => setChanges((n) => n + 1), []);
  const version = useMemo(() => ({}), [arrivals, changes]);
  const { row, need } = useRows(frozen, version);

  useEffect(() => {
    ask('frozen', { frozen }).then(setGroup, (error: Error) => setGone(error.message));
  }, [frozen, version, overview?.queue?.at]);

  const pane = useRef<HTMLDivElement>(null);
  const show = useCallback((index: number): void => {
    const shown = row(index);
    if (shown) go({ view: 'group', frozen, letter: shown.letter, recipe: false }, { replace: letter !== null });
  }, [row, frozen, letter]);
  // On a wide window, the first dead letter is there without a click, and the next one with the selection.
  const first = row(selected)?.letter;
  useEffect(() => {
    if (first !== undefined && first !== letter && !recipe && (letter === null ? isWide() : true)) {
      go({ view: 'group', frozen, letter: first, recipe: false }, { replace: true });
    }
  }, [first]);

  const back = (): void => {
    if (recipe || (letter !== null && !isWide())) go({ view: 'group', frozen, letter: null, recipe: false });
    else go({ view: 'groups' });
  };
  useKeys({ Escape: back, x: () => go({ view: 'group', frozen, letter: null, recipe: true }) });

  const renew = (): void => {
    if (group) ask('freeze', { group: group.id }).then((next) => go({ view: 'group', frozen: next.frozen, letter: null, recipe: false }), (error: Error) => notify({ text: error.message, bad: true }));
  };

  if (gone !== null) return <div class="page"><Heading title="This group is closed">{gone}</Heading><p><a href={hrefOf({ view: 'groups' })}>All dead letters</a></p></div>;
  if (group === null) return <div class="page"><p class="muted" role="status">Opening the group…</p></div>;
  return (
    <div class={`group-view ${recipe ? 'with-recipe' : letter === null ? 'list-first' : 'letter-first'}`}>
      <section class="group-list" aria-label="Group">
        <div class="group-head">
          <a class="back" href={hrefOf({ view: 'groups' })}>All groups</a>
          <Heading title={group.message || group.meaning} />
          <p class="group-where"><code>{group.reason}</code>{group.pointer !== '' && <code class="pointer">{group.pointer}</code>}</p>
          <p class="muted">{plural(group.letters, 'dead letter')}, as of {moment(group.at)}. {group.meaning}: {group.whatToDo}.</p>
          {group.newSince > 0 && <button type="button" class="link" onClick={renew}>{count(group.newSince)} new since. Show them</button>}
          <Progress group={group} />
          <GroupActions group={group} recipe={recipe} onChange={changed} />
        </div>
        <VirtualList label={`Dead letters: ${group.message}`} count={group.letters} rowHeight={ROW_HEIGHT} selected={selected} onSelect={setSelected}
          onOpen={show} onRange={need} row={(index) => <LetterRowView row={row(index)} />} />
      </section>
      <section class="pane" ref={pane} aria-label={recipe ? 'Recipe' : 'Dead letter'}>
        {recipe
          ? <RecipeView group={group} onChange={changed} onClose={back} />
          : letter !== null && <LetterView key={letter} letter={letter} frozen={frozen} version={version} onChange={changed} onBack={back}
            onNext={() => setSelected((at) => Math.min(at + 1, group.letters - 1))} />}
      </section>
    </div>
  );
}

/** How far the work on the group is; nothing while nobody has begun. */
function Progress({ group: { states, letters } }: { readonly group: FrozenGroup }): JSX.Element | null {
  const parts = PROGRESS.filter((status) => states[status]);
  if (parts.length === 0) return null;
  return (
    <div class="progress">
      <div class="meter" aria-hidden="true">
        {parts.map((status) => <span key={status} class={status} style={{ flexGrow: states[status]! }} />)}
        <span class="open" style={{ flexGrow: states.open ?? 0 }} />
      </div>
      <p role="status">{parts.map((status) => `${count(states[status]!)} ${STATUS_NAMES[status]}`).join(' · ')} · {plural(letters, 'dead letter')}</p>
    </div>
  );
}
