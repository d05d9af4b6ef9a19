import { BACKSLASH, QUOTE, SPACE } from './json-bytes';
import { contentIn, viewOf, WORD_SIZE } from './string-content';

/** Copies JSON texts without the white space between their tokens. */
export class Compactor {
  private copy = new Uint8Array(0);
  private target = viewOf(this.copy);

  /** The copy; valid until the next one. */
  public compact(bytes: Uint8Array): Uint8Array {
    const { length } = bytes;
    this.reserve(length + WORD_SIZE);
    const { copy, target } = this;
    const view = viewOf(bytes);
    let at = 0;
    let to = 0;
    while (at < length) {
      const byte = bytes[at++];
      if (byte <= SPACE) continue;
      copy[to++] = byte;
      let inString = byte === QUOTE;
      while (inString && at < length) {
        while (at + WORD_SIZE <= length) {
          const word = view.getInt32(at, true);
          const content = contentIn(word);
          // Surplus bytes of the copy are overwritten.
          target.setInt32(to, word, true);
          at += content;
          to += content;
          if (content < WORD_SIZE) break;
        }
        const next = bytes[at++];
        copy[to++] = next;
        if (next === BACKSLASH) copy[to++] = bytes[at++];
        else inString = next !== QUOTE;
      }
    }
    return copy.subarray(0, to);
  }

  private reserve(size: number): void {
    if (this.copy.length >= size) return;
    this.copy = new Uint8Array(2 * size);
    this.target = viewOf(this.copy);
  }
}
