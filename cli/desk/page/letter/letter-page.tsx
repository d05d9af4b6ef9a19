import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { LetterView } from './letter-view';
import { useKeys } from '../shell/keys';
import { useLive } from '../shell/live';
import { go, hrefOf } from '../shell/route';

/** A dead letter by itself, such as the answer to a correction. */
export function LetterPage({ letter }: { readonly letter: string }): JSX.Element {
  const { arrivals } = useLive();
  const [changes, setChanges] = useState(0);
  const back = (): void => go({ view: 'groups' });
  useKeys({ Escape: back });
  return (
    <div class="page narrow">
      <a class="back" href={hrefOf({ view: 'groups' })}>All groups</a>
      <LetterView letter={letter} frozen={null} version={`${changes} ${arrivals.length}`} onChange={() => setChanges((n) => n + 1)} onBack={back} onNext={() => undefined} />
    </div>
  );
}
