import type { ByteSource } from '../../lambda-src/engine/read/byte-source';

const NEWLINE = 0x0a;
const CHUNK = 1024 * 1024;

/** Says on which line a byte stands. Asked for ascending offsets, it reads each byte once. */
export class LineNumbers {
  private line = 1;
  private at = 0;

  constructor(private readonly source: ByteSource) {
  }

  /** Counts from 1, as editors do. */
  public async lineOf(offset: number): Promise<number> {
    while (this.at < offset) {
      const chunk = Buffer.from(await this.source.read(this.at, Math.min(offset, this.at + CHUNK)));
      for (let i = chunk.indexOf(NEWLINE); i >= 0; i = chunk.indexOf(NEWLINE, i + 1)) this.line++;
      this.at += chunk.length;
    }
    return this.line;
  }
}
