import { useEffect } from 'preact/hooks';

/** Whether a key belongs to what is typed into, or to a dialog. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || target.isContentEditable
    || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || document.querySelector('dialog[open]') !== null;
}

/** Keys that work wherever nothing is being typed. */
export function useKeys(keys: { readonly [key: string]: () => void }): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const run = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
      if (run === undefined || isTaken(event)) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
}
