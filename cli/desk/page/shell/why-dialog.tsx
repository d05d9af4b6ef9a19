import type { ComponentChildren, JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Dialog } from './dialog';

interface WhyDialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly label: string;
  readonly required?: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (why: string) => void;
}

/** Asks for the reason, which is kept in the trail. */
export function WhyDialog({ title, children, label, required = false, onClose, onSubmit }: WhyDialogProps): JSX.Element {
  const [why, setWhy] = useState('');
  const input = useId();
  const submit = (event: Event): void => {
    event.preventDefault();
    onSubmit(why.trim());
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form method="dialog" onSubmit={submit}>
        {children}
        <label for={input}>Why{required ? '' : ' (optional)'}</label>
        <input id={input} type="text" value={why} required={required} maxLength={500} autoComplete="off" onInput={(event) => setWhy(event.currentTarget.value)} />
        <p class="hint">Kept in the trail of each dead letter, with your name and the time.</p>
        <div class="actions">
          <button type="submit" class="primary" disabled={required && why.trim() === ''}>{label}</button>
          <button type="button" onClick={onClose}>Cancel</button>
        </div>
      </form>
    </Dialog>
  );
}
