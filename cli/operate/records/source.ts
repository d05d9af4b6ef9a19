import type { Letter } from '../dead-letters/message';

/** What a dead letter is about, as bytes: from its message, or from the object that it refers to. */
export interface RecordSource {
  /** The bytes of the record; undefined if the object is gone or the dead letter is about a whole file. */
  bytesOf(letter: Letter): Promise<Buffer | undefined>;
  /** The bytes before and after the record in its object, up to `size` each; undefined if the object is gone. */
  neighbourhood(letter: Letter, size: number): Promise<{ readonly before: Buffer; readonly after: Buffer } | undefined>;
}
