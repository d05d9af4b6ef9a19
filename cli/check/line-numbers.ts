import type { ByteSource } from '../../lambda-src/engine/read/byte-source';

const NEWLINE = 0x0a;
const CHUNK = 1024 * 1024;

/** Finds the line of a byte. Reads each byte once, if the offsets ascend. */
export class LineNumbers {
  private line = 1;
  private at = 0;

  constructor(private readonly source: ByteSource) {
  }

  /** The line number, from 1. */
  public async lineOf(offset: number): Promise<number> {
    while (this.at < offset) {
      const chunk = Buffer.from(await this.source.read(this.at, Math.min(offset, this.at + CHUNK)));
      for (let i = chunk.indexOf(NEWLINE); i >= 0; i = chunk.indexOf(NEWLINE, i + 1)) this.line++;
      this.at += chunk.length;
    }
    return this.line;
  }
}
