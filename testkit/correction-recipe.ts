import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools/root';

export interface CorrectionRecipeOptions {
  /** How the command-line tool of this tree is called. */
  readonly tool: string;
  /** The person's work, in commands. */
  readonly edit: string;
}

/** The commands of the README that correct records, with a person's work in the place where it belongs. */
export function correctionRecipe({ tool, edit }: CorrectionRecipeOptions): string {
  return commandsBelow('## Correct records and send them again').replace('# Edit corrected.json', () => `${edit}\n# Edit corrected.json`).replaceAll('npx sales-data-pipeline', () => tool);
}

/** The commands of the README that ask the deployed pipeline what it would make of corrected.json. */
export function questionRecipe(): string {
  return commandsBelow('### Ask before you send');
}

function commandsBelow(heading: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, commands] = /```sh\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(heading)))!;
  return commands;
}
