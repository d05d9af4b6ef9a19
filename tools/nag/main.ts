import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nagPage } from './page';
import { ROOT } from '../root';

/** `tsx tools/nag/main.ts`: writes docs/cdk-nag.md. */
writeFileSync(join(ROOT, 'docs', 'cdk-nag.md'), nagPage());
