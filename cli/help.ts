export const HELP = `
Checks sales files with the code that a SalesDataPipeline runs, on this machine and without AWS.

  sales-data-pipeline check FILE   says which records of a file are valid, and what is wrong with the others
  sales-data-pipeline check --help explains its options
  sales-data-pipeline --version    prints the version of the package
  sales-data-pipeline --help       prints this text
`.trim();

export const CHECK_HELP = `
sales-data-pipeline check FILE [options]

Checks each record of a file with the code that a SalesDataPipeline runs, on this machine and without AWS. It does not
look into the table: a record whose table key is already stored counts as accepted.

  FILE                  the sales file, uncompressed as for the pipeline; - reads standard input
  --schema FILE         JSON Schema that a valid record matches; without it, a record must have the objects
                        contact-info and order-info
  --reference FILE      another schema, to which the first refers by its "$id"; repeat it for several
  --key POINTER         JSON pointer to the table key in a record, such as /order-info/OrderId. Give several with
                        commas, or repeat the option: the first one that finds a value counts. NAME= in front is the
                        table's attribute, NAME:S= or NAME:N= also its type (S string, N number):
                        --key order_id:N=/order_id,/id
  --sort-key NAME=…     the sort key, if the table has one; written like --key, always with a name
  --records POINTER     JSON pointer to the records in each text of the file; default: /orders. Arrays on its way are
                        looked through, * stands for every member of an object: --records '/orders/*'
  --record-version POINTER
                        JSON pointer to where a record says how new it is, for a pipeline with recordVersion; several
                        are given like those of --key
  --json                prints a line of JSON for each record to standard output, and one with the counts to
                        standard error
  --help                prints this text

Exit code: 0 all records accepted, 1 some rejected, 2 the file can't be read as records, 64 wrong arguments.

  sales-data-pipeline check orders.json
  gunzip -c orders.jsonl.gz | sales-data-pipeline check - --schema order.json --key /id
  sales-data-pipeline check orders.json --json | jq 'select(.verdict == "rejected") | .errors'
`.trim();
