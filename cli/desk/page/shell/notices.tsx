import { createContext } from 'preact';
import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useContext, useRef, useState } from 'preact/hooks';

export interface Notice {
  readonly text: string;
  readonly bad?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 12_000;

const Context = createContext<(notice: Notice) => void>(() => undefined);

/** Says something at the foot of the window, and to a screen reader. */
export function useNotify(): (notice: Notice) => void {
  return useContext(Context);
}

export function NoticeProvider({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const [notice, setNotice] = useState<Notice | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const notify = useCallback((next: Notice): void => {
    clearTimeout(timer.current);
    setNotice(next);
    timer.current = setTimeout(() => setNotice(null), SHOWN_MS);
  }, []);
  return (
    <Context.Provider value={notify}>
      {children}
      <div class="notices" role="status" aria-live="polite">
        {notice && (
          <div class={notice.bad ? 'notice bad' : 'notice'}>
            <span>{notice.text}</span>
            {notice.action && <button type="button" class="quiet" onClick={() => { setNotice(null); notice.action!.run(); }}>{notice.action.label}</button>}
            <button type="button" class="quiet" aria-label="Dismiss" onClick={() => setNotice(null)}>×</button>
          </div>
        )}
      </div>
    </Context.Provider>
  );
}
