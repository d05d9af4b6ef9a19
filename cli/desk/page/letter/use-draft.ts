import { useEffect, useRef, useState } from 'preact/hooks';

const PAUSE_MS = 600;

export type DraftState = 'none' | 'saving' | 'saved' | 'failed';

/** Keeps what is being edited beside the history, so that it survives a reload and a crash. Null is no draft. */
export function useDraft(store: (text: string | null) => Promise<unknown>, text: string | null, stored: string | null, wanted: boolean): DraftState {
  const [state, setState] = useState<DraftState>(stored === null ? 'none' : 'saved');
  const last = useRef(stored);
  const unsaved = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (!wanted || text === last.current) return undefined;
    setState('saving');
    const save = (): void => {
      unsaved.current = null;
      last.current = text;
      store(text).then(() => setState(text === null ? 'none' : 'saved'), () => setState('failed'));
    };
    unsaved.current = save;
    const timer = setTimeout(save, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, wanted]);
  // What is left goes to the next dead letter; its draft is not lost.
  useEffect(() => () => unsaved.current?.(), []);
  return state;
}
