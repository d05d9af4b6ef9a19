import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { GroupSummary, QueueSummary } from '../../server/api';
import { Arrivals } from '../arrivals/arrivals';
import { ago, clock, count, plural } from '../format';
import { ask } from '../server';
import { Heading } from '../shell/heading';
import { useKeys } from '../shell/keys';
import { useLive } from '../shell/live';
import { useNotify } from '../shell/notices';
import { go } from '../shell/route';

/** The dead letters in groups: what an operator sees first. */
export function GroupsView(): JSX.Element {
  const { overview } = useLive();
  const notify = useNotify();
  const list = useRef<HTMLUListElement>(null);
  const open = (group: string): void => {
    ask('freeze', { group }).then(({ frozen }) => go({ view: 'group', frozen, letter: null, recipe: false }), (error: Error) => notify({ text: error.message, bad: true }));
  };
  const move = (step: number): void => {
    const buttons = [...list.current?.querySelectorAll('button') ?? []];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus();
  };
  useKeys({ j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1) });

  const queue = overview?.queue;
  if (!queue) return <div class="page"><Heading title="Dead letters" /><p class="muted">Reading the queue…</p></div>;
  return (
    <div class="page">
      {queue.letters === 0 ? <Empty queue={queue} /> : (
        <>
          <Heading title={`${plural(queue.letters, 'dead letter')} in ${plural(queue.groups.length, 'group')}`}>
            {queue.records > queue.letters && `${plural(queue.records, 'record')} · `}{queue.oldest && `${queue.records > queue.letters ? 'the' : 'The'} oldest came ${ago(queue.oldest)}`}
          </Heading>
          <ul class="groups" ref={list}>
            {queue.groups.map((group) => <li key={group.id}><Group group={group} onOpen={() => open(group.id)} /></li>)}
          </ul>
        </>
      )}
      {!queue.complete && <p class="remark">SQS gave only a part of the queue. Refresh when these are settled.</p>}
      {queue.hidden > 0 && <p class="remark">{plural(queue.hidden, 'message')} {queue.hidden === 1 ? 'was' : 'were'} in other hands while the queue was read.</p>}
      <Arrivals />
      <Others queue={queue} />
    </div>
  );
}

function Group({ group, onOpen }: { readonly group: GroupSummary; readonly onOpen: () => void }): JSX.Element {
  const [first] = group.files;
  return (
    <button type="button" class="group" onClick={onOpen}>
      <span class="group-count">{count(group.letters)}</span>
      <span class="group-what">
        <span class="group-message">{group.message || group.meaning}</span>
        <span class="group-where"><code>{group.reason}</code>{group.pointer !== '' && <code class="pointer">{group.pointer}</code>}</span>
      </span>
      <span class="group-when">
        <span class="group-file">{first && <bdi>{first.key}</bdi>}{group.fileCount > 1 && ` and ${group.fileCount - 1} more`}</span>
        <span class="muted">{clock(group.first)}{group.first.slice(0, 16) !== group.last.slice(0, 16) && ` – ${clock(group.last)}`}{group.records > group.letters && ` · ${plural(group.records, 'record')}`}</span>
      </span>
    </button>
  );
}

function Empty({ queue }: { readonly queue: QueueSummary }): JSX.Element {
  return (
    <section class="empty">
      <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true"><circle cx="24" cy="24" r="22" /><path d="M15 24.5l6.5 6.5L34 18" /></svg>
      <Heading title="No dead letters" />
      <p>Every record of every file is where it belongs.{queue.others.length > 0 && ' What else is in the queue is listed below.'}</p>
    </section>
  );
}

function Others({ queue: { others } }: { readonly queue: QueueSummary }): JSX.Element | null {
  if (others.length === 0) return null;
  return (
    <details class="others">
      <summary>{plural(others.length, 'other message')} in the queue, left alone</summary>
      <ul>{others.map(({ what, sent }, i) => <li key={i}><span>{what}</span><span class="muted">{clock(sent)}</span></li>)}</ul>
    </details>
  );
}
