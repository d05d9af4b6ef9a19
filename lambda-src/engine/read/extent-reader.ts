import type { Batch } from '../../../src/private/contract/messages';
import type { Extent } from '../scan/scanner';
import { Scanner } from '../scan/scanner';

/** The answer of a visitor: whether to show it the next extent. */
export const GO_ON = undefined;
export const STOP = Symbol('stop');

/** A promise if the visit has to wait; its value counts only if it is STOP. */
export type Answer = typeof STOP | typeof GO_ON | Promise<unknown>;

export interface ExtentVisitor {
  extent(extent: Extent): Answer;
  /** Called before more bytes are read. */
  reading?(): typeof STOP | typeof GO_ON;
}

/** Finds the extents of a batch: its records and damaged stretches. The subclass reads the bytes. */
export abstract class ExtentReader {
  protected readonly scanner: Scanner;

  constructor(recordsPointer: string, protected readonly batch: Batch) {
    this.scanner = new Scanner(recordsPointer, batch);
  }

  /** Offset up to which the scanner has looked. */
  public get position(): number {
    return this.scanner.position;
  }

  /** Whether the scanner is inside something that has not ended. */
  public get midway(): boolean {
    return this.scanner.pending < this.scanner.position;
  }

  /** Whether a batch can end after the last extent: the extents so far do not depend on the bytes that follow. */
  public get settled(): boolean {
    return this.scanner.settled;
  }

  /** The boundary after the last extent. Valid only until the next extent. */
  public rest(): Batch {
    const { offset, index, scan } = this.scanner.boundary();
    return { ...this.batch, offset, index, scan };
  }

  /**
   * Shows the extents to a visitor in the order of the file; false if the visitor stopped before the end. Waits
   * for bytes and for the visitor's promises, but not for each extent, which would take longer than finding it.
   */
  public async visit(visitor: ExtentVisitor): Promise<boolean> {
    for (;;) {
      const extent = this.next();
      if (extent === null) {
        if (this.scanner.done) return true;
        if (visitor.reading?.() === STOP) return false;
        await this.fill();
        continue;
      }
      const answer = visitor.extent(extent);
      if (answer !== GO_ON && (answer === STOP || await answer === STOP)) return false;
    }
  }

  /** The next extent in the bytes at hand; null if more bytes have to be read, or none are left. */
  protected abstract next(): Extent | null;

  /** Reads more bytes. */
  protected abstract fill(): Promise<void>;
}
