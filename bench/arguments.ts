import { parseArgs } from 'node:util';

export const HELP = `
Measures the record engine against JSON.parse of the same bytes and against alternatives.

  npm run bench                 everything, in about three minutes
  npm run bench -- --quick      a smoke test: few repetitions on little data
  npm run bench -- --data FILE  also a file of your own, JSON Lines or {"orders":[…]}; may be repeated. A file with
                                foodmart in its name is taken for the transactions of foodmart-data-json
  --key POINTER                 the table key of the records in these files, as for sales-data-pipeline check
  --out FILE                   the file for the numbers instead of bench-results.json
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
