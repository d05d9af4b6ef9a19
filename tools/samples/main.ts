import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { translatedSamples } from './translated-samples';
import type { Tablet } from './translated-samples';
import { ROOT } from '../root';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** `tsx tools/samples/main.ts docs/samples.md` writes the page. Run it after `jsii-rosetta extract`, which writes the tablet. */
const [output] = process.argv.slice(2);
writeFileSync(join(ROOT, output), translatedSamples(JSON.parse(read('.jsii.tabl.json')) as Tablet, read('README.md')));
