import { once } from 'node:events';

/** Characters that are collected for one write: a system call costs more than the copy. */
const CHUNK = 128 * 1024;

/** Writes text to a stream, and waits where its reader is slower. */
export class Output {
  private text = '';

  constructor(private readonly stream: NodeJS.WritableStream) {
  }

  /** A promise where the reader has to catch up first. */
  public write(text: string): Promise<unknown> | undefined {
    this.text += text;
    return this.text.length < CHUNK ? undefined : this.flush();
  }

  public flush(): Promise<unknown> | undefined {
    const { text } = this;
    this.text = '';
    return text === '' || this.stream.write(text) ? undefined : once(this.stream, 'drain');
  }
}
