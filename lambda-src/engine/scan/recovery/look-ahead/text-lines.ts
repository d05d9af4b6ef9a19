import { NOTHING } from './view';
import { isWhitespace } from '../../../bytes/json-bytes';

/** The last lines that follow each other, of which each is a text by itself. */
export class TextLines {
  private from = NOTHING;
  private until = NOTHING;

  /** A line that is a text by itself starts at `start`, and has just ended at `end`. */
  public pass(bytes: Uint8Array, start: number, end: number): void {
    this.from = this.firstBefore(bytes, start);
    this.until = end;
  }

  /** Where the lines start that end with the line from `start` on. */
  public firstBefore(bytes: Uint8Array, start: number): number {
    const { from, until } = this;
    return from >= 0 && bytes.subarray(until, start).every(isWhitespace) ? from : start;
  }
}
