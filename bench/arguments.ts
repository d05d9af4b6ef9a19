import { parseArgs } from 'node:util';

export const HELP = `
Measures the record engine against JSON.parse of the same bytes and against what one would use instead.

  npm run bench                 all of it: some two minutes
  npm run bench -- --quick      few repetitions on little data, to see that it works
  npm run bench -- --data FILE  a file of your own as well, JSON Lines or {"orders":[…]}; may be repeated. Where its
                                name has foodmart in it, it is taken for the transactions of foodmart-data-json
  --key POINTER                 where the records of these files have their key, as sales-data-pipeline check takes it
  --out FILE                    where the numbers go instead of bench-results.json
`.trim();

export interface BenchArguments {
  readonly help: boolean;
  readonly quick: boolean;
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
      data: { type: 'string', multiple: true },
      key: { type: 'string', multiple: true },
      out: { type: 'string', default: 'bench-results.json' },
    },
  });
  return { help: values.help, quick: values.quick, data: values.data ?? [], key: values.key ?? [], out: values.out };
}
