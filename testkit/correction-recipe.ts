import { commandsBelow } from './commands-below';

export interface CorrectionRecipeOptions {
  /** How the command-line tool of this tree is called. */
  readonly tool: string;
  /** The person's work, in commands. */
  readonly edit: string;
}

/** The commands of the runbook that correct records, with a person's work in the place where it belongs. */
export function correctionRecipe({ tool, edit }: CorrectionRecipeOptions): string {
  const [commands] = commandsBelow('docs/runbook.md', '\n# Without the tool');
  return commands.replace('# Edit corrected.json', () => `${edit}\n# Edit corrected.json`).replaceAll('npx sales-data-pipeline', () => tool);
}

/** The commands of the README that ask the deployed pipeline what it would make of corrected.json. */
export function questionRecipe(): string {
  return commandsBelow('README.md', '### Ask before you send')[0];
}
