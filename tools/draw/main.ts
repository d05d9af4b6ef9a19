import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictures } from './pictures';
import { ROOT } from '../root';

const DIRECTORY = join(ROOT, 'docs', 'images');

for (const [file, svg] of Object.entries(pictures())) {
  writeFileSync(join(DIRECTORY, file), svg);
  console.log(`docs/images/${file}`);
}
