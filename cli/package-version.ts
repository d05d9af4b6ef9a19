import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Read at run time: the package gets its version after the tool is bundled. */
export function packageVersion(): string {
  const text = readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
