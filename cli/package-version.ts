import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Read when asked for: the package gets its version after it has been bundled. */
export function packageVersion(): string {
  const text = readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
