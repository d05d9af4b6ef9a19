import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { bytes, count } from '../format';
import { ask } from '../server';
import { Correct } from './correct';
import { Surroundings } from './surroundings';
import { Trail } from './trail';
import type { LetterDetail } from '../../server/api';
import { BackToGroup } from '../shell/back-to-group';
import { PaneTitle } from '../shell/pane-title';
import { hrefOf } from '../shell/route';
import { Status } from '../shell/status';

interface LetterViewProps {
  readonly letter: string;
  /** The group it was opened from. */
  readonly frozen: string | null;
  /** Another one means that something may have changed. */
  readonly version: unknown;
  readonly onChange: () => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** One dead letter: what is wrong, the record, what stands around it, and what has been done. */
export function LetterView({ letter, frozen, version, onChange, onBack, onNext }: LetterViewProps): JSX.Element {
  const [detail, setDetail] = useState<LetterDetail | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    ask('letter', { letter }, abort.signal).then(setDetail, (error: Error) => error.name !== 'AbortError' && setProblem(error.message));
    return () => abort.abort();
  }, [letter, version]);
  const replace = useCallback((next: LetterDetail) => setDetail(next), []);

  if (problem !== null && detail === null) return <p class="letter" role="alert">{problem}</p>;
  if (detail === null) return <p class="letter muted" role="status">Opening…</p>;
  return (
    <article class="letter">
      <LetterHead detail={detail} beside={frozen !== null} onBack={onBack} />
      <section class="wrong" aria-label="What is wrong">
        <ul>{detail.errors.slice(0, 20).map(({ pointer, message }, i) => <li key={i}>{pointer !== '' && <code class="pointer">{pointer}</code>}<span>{message}</span></li>)}</ul>
        <p class="muted">{detail.meaning}: {detail.whatToDo}.{detail.existing !== null && <> The stored one came from <code>{detail.existing}</code>.</>}</p>
      </section>
      <Correct detail={detail} frozen={frozen} onDetail={replace} onChange={onChange} onBack={onBack} onNext={onNext} />
      {detail.records !== null && <Surroundings letter={letter} revealed={detail.revealed} />}
      <Trail letter={letter} version={version} />
    </article>
  );
}

interface LetterHeadProps {
  readonly detail: LetterDetail;
  /** Whether a list stands beside it, on a wide window. */
  readonly beside: boolean;
  readonly onBack: () => void;
}

function LetterHead({ detail, beside, onBack }: LetterHeadProps): JSX.Element {
  const { file, record, records, bytes: size, offset, status, answer, who } = detail;
  return (
    <header class="letter-head">
      {beside && <BackToGroup onBack={onBack} />}
      <PaneTitle beside={beside}><bdi>{file}</bdi></PaneTitle>
      <p class="muted">
        {record === null ? 'The whole file' : `Record ${count(record + 1)}`}{records !== null && records > 1 && ` and ${count(records - 1)} more`}
        {size !== null && ` · ${bytes(size)}`} · from byte {count(offset)}
        {status && <> · <Status status={status} />{who !== '' && ` by ${who.split('/').pop()}`}</>}
        {answer !== null && <> · <a href={hrefOf({ view: 'letter', letter: answer })}>the answer to it</a></>}
      </p>
    </header>
  );
}
