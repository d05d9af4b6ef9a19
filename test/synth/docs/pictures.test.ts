import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictures } from '../../../tools/draw/pictures';
import { ROOT } from '../../../tools/root';

test.each(Object.entries(pictures()))('docs/images/%s shows the synthesized template; if not: npx projen docs', (file, svg) => {
  expect(readFileSync(join(ROOT, 'docs', 'images', file), 'utf8') === svg).toBe(true);
});
