import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useKeys } from '../shell/keys';

interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** Height of each row in pixels. */
  readonly rowHeight: number;
  readonly selected: number;
  readonly row: (index: number) => JSX.Element;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
  /** Rows that are about to be seen. */
  readonly onRange: (from: number, to: number) => void;
}

/** Rows above and below those that are seen. */
const MARGIN = 8;

/** A list box of any length, of which only what is seen is in the document. It has the focus; the selected row is its active descendant. */
export function VirtualList({ label, count, rowHeight, selected, row, onSelect, onOpen, onRange }: VirtualListProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);

  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => setHeight(box.current!.clientHeight));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  // The list has the keys from the start: a heading that has taken the focus is read with it.
  useEffect(() => {
    if (['BODY', 'H1'].includes(document.activeElement?.tagName ?? 'BODY')) box.current!.focus({ preventScroll: true });
  }, []);

  const from = Math.max(0, Math.floor(top / rowHeight) - MARGIN);
  const to = Math.min(count, Math.ceil((top + height) / rowHeight) + MARGIN);
  useEffect(() => onRange(from, to), [from, to, onRange]);

  useLayoutEffect(() => {
    const { scrollTop, clientHeight } = box.current!;
    const start = selected * rowHeight;
    if (start < scrollTop) box.current!.scrollTop = start;
    else if (start + rowHeight > scrollTop + clientHeight) box.current!.scrollTop = start + rowHeight - clientHeight;
  }, [selected, rowHeight]);

  const page = Math.max(1, Math.floor(height / rowHeight) - 1);
  const moves: { readonly [key: string]: number } = {
    ArrowDown: selected + 1,
    j: selected + 1,
    ArrowUp: selected - 1,
    k: selected - 1,
    PageDown: selected + page,
    PageUp: selected - page,
    Home: 0,
    End: count - 1,
  };
  const select = (index: number): void => onSelect(Math.min(Math.max(index, 0), count - 1));
  // Also from a button beside the list.
  useKeys({ j: () => select(selected + 1), k: () => select(selected - 1) });
  const pressed = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (Object.hasOwn(moves, event.key)) {
      event.preventDefault();
      select(moves[event.key]);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onOpen(selected);
    }
  };

  const shown = Array.from({ length: to - from }, (_, i) => from + i);
  if (selected >= 0 && selected < count && (selected < from || selected >= to)) shown.push(selected);
  return (
    <div ref={box} class="virtual" role="listbox" tabIndex={0} aria-label={label} aria-activedescendant={`row-${selected}`}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)} onKeyDown={pressed}>
      <div role="presentation" class="virtual-inner" style={{ height: `${count * rowHeight}px` }}>
        {shown.map((index) => (
          <div key={index} id={`row-${index}`} class="virtual-row" role="option" aria-selected={index === selected} aria-setsize={count} aria-posinset={index + 1}
            style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }} onClick={() => { onSelect(index); onOpen(index); }}>
            {row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
