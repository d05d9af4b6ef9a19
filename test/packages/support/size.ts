import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tools/root';

/** As the README says. */
export const MOST_MEGABYTES = Number(/smaller than ([\d.]+) MB/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))![1]);

export const megabytes = (file: string): number => statSync(file).size / 1_000_000;
