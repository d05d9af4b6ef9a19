import { printable } from './printable';

/** A word as it is typed into a shell, in quotes where it needs them, or always. Control characters are made harmless. */
export function shellWord(word: string, quoted = false): string {
  return !quoted && /^[\w./:=,-]+$/.test(word) ? word : `'${printable(word).replace(/'/g, '\'\\\'\'')}'`;
}
