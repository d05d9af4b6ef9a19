import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools/root';

export interface CorrectionRecipeOptions {
  /** How the command-line tool of this tree is called. */
  readonly tool: string;
  /** The person's work, in commands. */
  readonly edit: string;
}

/** The commands of the runbook that correct records, with a person's work in the place where it belongs. */
export function correctionRecipe({ tool, edit }: CorrectionRecipeOptions): string {
  return commandsBelow('docs/runbook.md', '\n# Without the tool').replace('# Edit corrected.json', () => `${edit}\n# Edit corrected.json`).replaceAll('npx sales-data-pipeline', () => tool);
}

/** The commands of the README that ask the deployed pipeline what it would make of corrected.json. */
export function questionRecipe(): string {
  return commandsBelow('README.md', '### Ask before you send');
}

function commandsBelow(page: string, heading: string): string {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const [, commands] = /```sh\n([\s\S]*?)```/.exec(text.slice(text.indexOf(heading)))!;
  return commands;
}
