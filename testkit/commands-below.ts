import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools/root';

/** The commands that a page of the documentation shows below a heading: one text for each block, down to the end of the page. */
export function commandsBelow(page: string, heading: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.slice(text.indexOf(heading)).matchAll(/```sh\n([\s\S]*?)```/g)].map(([, commands]) => commands);
}
