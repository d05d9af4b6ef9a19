import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Surroundings as Answer } from '../../server/api';
import { ask } from '../server';
import { VisibleText } from '../visible-text';

/** What stands before and after the record in its file: read when it is opened. */
export function Surroundings({ letter, revealed }: { readonly letter: string; readonly revealed: boolean }): JSX.Element {
  const [open, setOpen] = useState(false);
  const [around, setAround] = useState<Answer | null>(null);
  useEffect(() => {
    if (open) ask('surroundings', { letter }).then(setAround, (error: Error) => setAround({ before: '', after: '', absent: error.message }));
  }, [open, letter, revealed]);
  return (
    <details class="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Around it in the file</summary>
      {around !== null && (around.absent !== null ? <p class="muted">{around.absent}</p> : (
        <pre class="around" tabIndex={0} aria-label="Text around the record"><span>{around.before === '' ? 'start of the file' : <VisibleText text={around.before} />}</span><mark>this record</mark><span>{around.after === '' ? 'end of the file' : <VisibleText text={around.after} />}</span></pre>
      ))}
    </details>
  );
}
