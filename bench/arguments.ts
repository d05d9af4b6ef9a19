import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../tools/root';

export const HELP = `
Measures the record engine against JSON.parse of the same bytes and against alternatives.

  npm run bench                 everything, in about three minutes
  npm run bench -- --quick      a smoke test: few repetitions on little data
  npm run bench -- --rivals     what people use instead of this package, deployed beside it, fed with the same files and faults, in 20
                                minutes. npx projen docs writes the numbers into the documentation
  --minutes N                   of --rivals: what would take longer is left out
  --resume                      of --rivals: measures only what the file for the numbers does not have yet
  npm run bench -- --data FILE  also a file of your own, JSON Lines or {"orders":[…]}; may be repeated. A file with
                                foodmart in its name is taken for the transactions of foodmart-data-json
  --key POINTER                 the table key of the records in these files, as for sales-data-pipeline check
  --out FILE                    the file for the numbers instead of bench-results.json or, for the rivals, bench/results/rivals.json
`.trim();

/** What the documentation is written from. */
const RIVALS_OUT = join(ROOT, 'bench', 'results', 'rivals.json');

export interface BenchArguments {
  readonly help: boolean;
  readonly quick: boolean;
  readonly rivals: boolean;
  readonly minutes: number;
  readonly resume: boolean;
  readonly data: string[];
  readonly key: string[];
  readonly out: string;
}

export function parseArguments(args: string[]): BenchArguments {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      quick: { type: 'boolean', default: false },
      rivals: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '20' },
      resume: { type: 'boolean', default: false },
      data: { type: 'string', multiple: true },
      key: { type: 'string', multiple: true },
      out: { type: 'string' },
    },
  });
  const { help, quick, rivals, resume, data = [], key = [] } = values;
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Error(`--minutes is ${values.minutes}; give a number above 0, such as 20`);
  return { help, quick, rivals, minutes, resume, data, key, out: values.out ?? (rivals && !quick ? RIVALS_OUT : 'bench-results.json') };
}
