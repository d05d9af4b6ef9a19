export const HELP = `
Shows how a SalesDataPipeline would process a file.

  sales-data-pipeline check FILE   which of its records would be stored, and what is wrong with the others
  sales-data-pipeline --help       this text; sales-data-pipeline check --help has the options
  sales-data-pipeline --version    the version of the package
`.trim();

export const CHECK_HELP = `
sales-data-pipeline check FILE [options]

Runs a file through the code of the pipeline, on this machine, without AWS. It can't see what only the table knows:
whether another record is already stored under the same key.

  FILE                  the sales file, uncompressed as the pipeline takes it; - for standard input
  --schema FILE         JSON Schema that makes a record valid; contact-info and order-info as objects if not given
  --reference FILE      another schema, to which that one refers by its "$id"; may be repeated
  --key POINTER         JSON pointer to a record's key, such as /order-info/OrderId; several, separated by commas or
                        by repeating the option: the first that leads to something counts. NAME= before it names the
                        table's attribute, NAME:S= or NAME:N= its type as well (S string, N number):
                        --key order_id:N=/order_id,/id
  --sort-key NAME=…     the table's sort key, if it has one; written like --key, and always with a name
  --records POINTER     JSON pointer to the array of records in a file that is one object; /orders if not given
  --json                a line of JSON for each record on standard output, and one with the counts on standard error
  --help                this text

Exit code: 0 all records accepted, 1 some rejected, 2 the file can't be read as records, 64 called wrongly.

  sales-data-pipeline check orders.json
  gunzip -c orders.jsonl.gz | sales-data-pipeline check - --schema order.json --key /id
  sales-data-pipeline check orders.json --json | jq 'select(.verdict == "rejected") | .errors'
`.trim();
