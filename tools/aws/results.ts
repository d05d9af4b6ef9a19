/** What was seen of each belief. */
export class Results {
  /** For the page, by the id of the belief. */
  public readonly seen = new Map<string, string>();
  public wrong = 0;

  constructor(private readonly region: string, private readonly print: (line: string) => void) {}

  public isTrue(id: string): void {
    this.print(`${id}: true`);
    this.note(id, 'true');
  }

  public isWrong(id: string, why: string): void {
    this.wrong++;
    const line = inOneLine(why);
    this.print(`${id}: NOT TRUE: ${why}`);
    this.note(id, `not true: ${line}`);
  }

  public isSkipped(id: string, why: string): void {
    this.print(`${id}: skipped: ${why}`);
  }

  private note(id: string, said: string): void {
    this.seen.set(id, `${said}; ${this.region}, ${new Date().toISOString().slice(0, 10)}`);
  }
}

/** As it can stand in a cell of a table. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\|/g, '/').slice(0, 200);
}
