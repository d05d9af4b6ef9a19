import { Command } from 'commander';
import { answer, collect } from './answer';
import type { CheckOptions } from '../check/arguments';

const EXAMPLES = `
Examples:
  sales-data-pipeline check orders.json
  gunzip -c orders.jsonl.gz | sales-data-pipeline check - --schema order.json --key /id
  sales-data-pipeline check orders.json --json | jq 'select(.verdict == "rejected") | .errors'

Exit codes: 0 all records accepted, 1 some rejected, 2 the file can't be read as records, 64 wrong arguments.`;

/** `check`: needs no AWS, so it loads none of the SDK. */
export function checkCommand(): Command {
  return new Command('check')
    .summary('check the records of a file on this machine, without AWS')
    .description('Checks each record of a file with the code that a SalesDataPipeline runs, on this machine and without AWS. It does not look into the table: '
      + 'a record whose table key is already stored counts as accepted.')
    .argument('<file>', 'the sales file, uncompressed as for the pipeline; - reads standard input')
    .option('--schema <file>', 'JSON Schema that a valid record matches; without it, a record must have the objects contact-info and order-info')
    .option('--reference <file>', 'another schema, to which the first refers by its "$id"; repeat it for several', collect)
    .option('--key <pointer>', 'JSON pointer to the table key in a record, such as /order-info/OrderId. Give several with commas, or repeat the option: the first '
      + 'one that finds a value counts. NAME= in front is the table\'s attribute, NAME:S= or NAME:N= also its type (S string, N number): --key order_id:N=/order_id,/id', collect)
    .option('--sort-key <name=pointer>', 'the sort key, if the table has one; written like --key, always with a name', collect)
    .option('--records <pointer>', 'JSON pointer to the records in each text of the file; default: /orders. Arrays on its way are looked through, * stands for '
      + 'every member of an object: --records \'/orders/*\'')
    .option('--record-version <pointer>', 'JSON pointer to where a record says how new it is, for a pipeline with recordVersion; several are given like those of --key', collect)
    .option('--json', 'print a line of JSON for each record to standard output, and one with the counts to standard error')
    .addHelpText('after', EXAMPLES)
    .action(answer(async (file: string, options: CheckOptions) => {
      // Loaded here, so that help does not wait for the schema compiler.
      const { check } = await import('../check/check.js');
      return check(file, options);
    }));
}
