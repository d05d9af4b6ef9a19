import { printableJson } from './printable';
import { Terminal } from './terminal';

/** Prints results for people, or as lines of JSON for programs. */
export class Printer {
  /** For people: standard output, or standard error if lines of JSON go there. */
  public readonly terminal: Terminal;

  constructor(public readonly json: boolean) {
    this.terminal = new Terminal(json ? process.stderr : process.stdout);
  }

  /** Prints a result: as JSON, or by `forPeople`. */
  public result(value: object, forPeople: (terminal: Terminal) => void): void {
    if (this.json) process.stdout.write(`${printableJson(value)}\n`);
    else forPeople(this.terminal);
  }
}
