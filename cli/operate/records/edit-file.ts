import { randomBytes } from 'node:crypto';

/** A record that is offered for editing. */
export interface EditEntry {
  /** Id of its dead letter. */
  readonly id: string;
  readonly text: string;
  /** What is wrong with it and where it comes from. Shown above it. */
  readonly notes: readonly string[];
}

export type EditedEntry =
  | { readonly id: string; readonly outcome: 'unchanged' | 'changed'; readonly text: string }
  | { readonly id: string; readonly outcome: 'left-out' };

/** The file can't be read any more. Nothing is taken from it. */
export class EditFileError extends Error {
  public readonly name = 'EditFileError';
}

/**
 * Editors obey settings in the first and last five lines of a file (modelines of vi), and a record may hold anything. So as many
 * lines of this tool's own stand before the first record and after the last.
 */
const OWN_LINES = 6;

/**
 * The file that an editor opens: the texts of records, and between them lines of this tool. These start with a mark that
 * nobody can guess, so no record can hold one.
 */
export class EditFile {
  private readonly mark: string;

  constructor(private readonly entries: readonly EditEntry[], mark: () => string = () => randomBytes(8).toString('hex')) {
    let tried = mark();
    while (entries.some(({ text }) => text.includes(tried))) tried = mark();
    this.mark = `#${tried}`;
  }

  /** `texts` and `problems` by id: what was edited before, and what is still wrong with it. */
  public format(texts: ReadonlyMap<string, string> = new Map(), problems: ReadonlyMap<string, readonly string[]> = new Map()): string {
    const lines = [
      this.comment('Edit the records, save the file and close the editor. Lines that start as this one does are no part of a record.'),
      this.comment('A record that is left as it is stays in the queue, unchanged.'),
      this.comment('To leave a record out, delete its text. Its dead letter stays in the queue.'),
      this.comment('Each record is checked by the deployed pipeline when the editor is closed. Nothing is sent before you agree.'),
      this.comment(''),
    ];
    this.entries.forEach(({ id, text, notes }, index) => {
      const number = `record ${index + 1} of ${this.entries.length}`;
      lines.push(
        this.comment(`---- ${number} ${'-'.repeat(40)}`),
        ...notes.map((note) => this.comment(note)),
        ...(problems.get(id) ?? []).map((problem) => this.comment(`STILL WRONG: ${problem}`)),
        this.start(id),
        texts.get(id) ?? text,
      );
    });
    lines.push(...Array.from({ length: OWN_LINES }, () => this.comment('')), '');
    return lines.join('\n');
  }

  /** What became of each record, in the order in which they were offered. Throws an EditFileError. */
  public parse(file: string): EditedEntry[] {
    const texts = new Map<string, string[]>();
    let current: string[] | undefined;
    for (const line of file.replace(/^\ufeff/, '').split('\n')) {
      if (!line.startsWith(this.mark)) {
        current?.push(line);
        if (current === undefined && line.trim() !== '') throw new EditFileError('There is text before the first record, or between a record and the next one.');
        continue;
      }
      current = undefined;
      const entry = this.entries.find(({ id }) => line.trimEnd() === this.start(id));
      if (entry === undefined) continue;
      if (texts.has(entry.id)) throw new EditFileError(`The line above the record of ${entry.id} is there twice.`);
      current = [];
      texts.set(entry.id, current);
    }
    return this.entries.map(({ id, text }) => {
      const edited = texts.get(id)?.join('\n');
      if (edited === undefined || edited.trim() === '') return { id, outcome: 'left-out' };
      return { id, outcome: edited === text ? 'unchanged' : 'changed', text: edited };
    });
  }

  private comment(text: string): string {
    // A note may hold what comes from a record.
    return `${this.mark} ${text.replace(/[\r\n\u2028\u2029]/g, ' ')}`.trimEnd();
  }

  private start(id: string): string {
    return `${this.mark} text of ${id}:`;
  }
}
