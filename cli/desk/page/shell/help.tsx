import type { JSX } from 'preact';
import { Dialog } from './dialog';

const KEYS: readonly (readonly [string, string])[] = [
  ['1  2', 'dead letters, files'],
  ['j  k  ↓  ↑', 'next, previous'],
  ['Home  End', 'first, last'],
  ['Enter', 'open'],
  ['Esc', 'back'],
  ['e', 'edit the record'],
  ['Ctrl Enter', 'send the record, while editing'],
  ['Ctrl Space', 'complete, while editing'],
  ['x', 'fix the group with a recipe'],
  ['d', 'discard the dead letter'],
  ['r', 'read the queue again'],
  ['?', 'this list'],
];

export function Help({ onClose }: { readonly onClose: () => void }): JSX.Element {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>{keys.split('  ').map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div class="actions"><button type="button" class="primary" onClick={onClose}>Close</button></div>
    </Dialog>
  );
}
