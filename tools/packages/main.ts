import { join } from 'node:path';
import { makePackage } from './make-package';
import type { Target } from '../readme/languages';
import { ROOT } from '../root';

/** `tsx tools/packages/main.ts python` makes the package of that language in dist/ from the compiled sources. */
const [target] = process.argv.slice(2);
makePackage(target as Target, join(ROOT, 'dist')).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
