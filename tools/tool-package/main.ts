import { join } from 'node:path';
import { makeToolPackage } from './make-tool-package';
import { ROOT } from '../root';

/** Makes the npm package of the command-line tool in dist/tool. */
makeToolPackage(join(ROOT, 'dist', 'tool')).then(console.log, (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
