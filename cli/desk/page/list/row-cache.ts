import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { LetterRow } from '../../server/api';
import { ask } from '../server';

const BLOCK = 100;

export interface RowCache {
  readonly row: (index: number) => LetterRow | undefined;
  /** Asks for the rows that are not there yet. */
  readonly need: (from: number, to: number) => void;
}

/** The rows of a frozen group, read in blocks when they are about to be seen. They are read again when `version` changes. */
export function useRows(frozen: string, version: unknown): RowCache {
  const blocks = useRef(new Map<number, LetterRow[] | 'asked'>());
  const seen = useRef({ from: 0, to: 0 });
  const [, redraw] = useState(0);

  const read = useCallback((block: number): void => {
    void ask('rows', { frozen, offset: block * BLOCK, limit: BLOCK }).then(({ rows }) => {
      blocks.current.set(block, rows);
      redraw((n) => n + 1);
    }, () => blocks.current.delete(block));
  }, [frozen]);

  const need = useCallback((from: number, to: number): void => {
    seen.current = { from, to };
    for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++) {
      if (blocks.current.has(block)) continue;
      blocks.current.set(block, 'asked');
      read(block);
    }
  }, [read]);

  useEffect(() => {
    // What is seen stays until it is there anew; the rest is read when it is seen again.
    const { from, to } = seen.current;
    for (const block of [...blocks.current.keys()]) {
      if (block * BLOCK < to && (block + 1) * BLOCK > from) read(block);
      else blocks.current.delete(block);
    }
  }, [version, read]);

  const row = (index: number): LetterRow | undefined => {
    const block = blocks.current.get(Math.floor(index / BLOCK));
    return block === undefined || block === 'asked' ? undefined : block[index % BLOCK];
  };
  return { row, need };
}
