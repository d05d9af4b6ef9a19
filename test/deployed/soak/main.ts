import { parseArgs } from 'node:util';
import { soak } from './soak';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } });
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('Usage: npm run soak -- [--minutes N] [--seed S], with N above 0 and S a whole number');
  process.exit(64);
}

console.log(`Random files through the deployed pipeline for ${minutes} minutes; again the same with --seed ${seed}`);
soak({ seed, minutes, log: (line) => console.log(line) }).then(
  ({ files, records, items, deadLetters }) => console.log(`Nothing lost: ${files} files, ${records} records, ${items} items, ${deadLetters} dead letters`),
  (error) => {
    console.error(`Failed with --seed ${seed}: ${error.message}`);
    process.exitCode = 1;
  },
);
