import { diffLines } from '../../operate/records/diff';
import { cut } from '../../terminal/cut';
import { printable } from '../../terminal/printable';
import type { Terminal } from '../../terminal/terminal';

const MAX_LINES = 40;

export function printDiff(terminal: Terminal, before: string, after: string, indent: string): void {
  const { red, green, dim } = terminal.colours;
  const lines = diffLines(before, after);
  for (const { kind, text } of lines.slice(0, MAX_LINES)) {
    const shown = cut(printable(text), terminal.columns - indent.length - 2);
    if (kind === 'removed') terminal.line(`${indent}${red(`- ${shown}`)}`);
    else if (kind === 'added') terminal.line(`${indent}${green(`+ ${shown}`)}`);
    else terminal.line(`${indent}${dim(kind === 'gap' ? '⋮' : `  ${shown}`)}`);
  }
  if (lines.length > MAX_LINES) terminal.line(`${indent}${dim(`and ${lines.length - MAX_LINES} more lines`)}`);
}
