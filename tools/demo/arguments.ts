import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../root';

export interface NamedFile {
  /** As on the command line. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

export interface DemoArguments {
  readonly files: NamedFile[];
  /** Absolute. */
  readonly schema?: string;
  /** JSON pointers to the table key, in the notation of the example app. */
  readonly key?: string;
  /** JSON pointer to the array of records. */
  readonly records?: string;
  readonly keep: boolean;
  /** Opens the desk on the deployed pipeline, and keeps it until Ctrl-C. */
  readonly desk: boolean;
  readonly json: boolean;
  /** Absolute. */
  readonly report: string;
  /** The language of the app that is deployed. */
  readonly example: ExampleLanguage;
  readonly help: boolean;
}

export const EXAMPLE_LANGUAGES = ['typescript', 'python'] as const;

export type ExampleLanguage = typeof EXAMPLE_LANGUAGES[number];

/** Wrong arguments. The message says what is wrong and what is allowed. */
export class UsageError extends Error {
  public readonly name = 'UsageError';
}

const DATA = join('examples', 'data');
const DEFAULT_FILES = ['orders.json', 'order.json', 'online-retail-orders.json.gz'].map((name) => join(DATA, name));

export const HELP = `
Deploys the example to an emulator with the CDK CLI, uploads sales files, and shows where each record ended. Needs no
AWS account.

  npm run demo                uploads the sample files in ${DATA}
  npm run demo -- FILE…       uploads your own files; a name that ends in .gz is uncompressed first
  npm run example -- python   does the same with the example in Python (or: typescript)

  --schema FILE      JSON Schema that a valid record matches
  --key POINTER      JSON pointer to the table key in a record, such as /order-info/OrderId. Give several with commas,
                     or repeat the option: the first one that finds a value counts. NAME:TYPE= in front of the first
                     is the table's attribute, such as orderId:S=/order-info/OrderId (S string, N number)
  --records POINTER  JSON pointer to the array of records in a file that is one object, such as /orders
  --keep             keeps the emulator running until Ctrl-C, and prints commands that reach the pipeline
  --desk             opens the desk in the browser, with the rejected records to correct, until Ctrl-C
  --json             prints the counts as one line of JSON at the end
  --report PATH      writes the report to this file instead of demo-report.html
  --help             prints this text
`.trim();

/** Relative paths start from `directory`. */
export function parseArguments(argv: string[], directory: string): DemoArguments {
  const { values, positionals } = parse(argv);
  const path = (name: string) => isAbsolute(name) ? name : resolve(directory, name);
  const files = positionals.length > 0
    ? positionals.map((name) => ({ name, path: path(name) }))
    : DEFAULT_FILES.map((name) => ({ name, path: join(ROOT, name) }));
  if (!values.help) {
    files.forEach(checkFile);
    if (values.schema !== undefined) checkFile({ name: values.schema, path: path(values.schema) });
    if (values.records) checkPointer('--records', values.records);
    checkReport(path(values.report));
  }
  checkLanguage(values.example);
  const key = (values.key ?? []).flatMap((keys) => keys.split(','));
  key.forEach((each, index) => checkKey(each, index));
  return {
    files,
    schema: values.schema === undefined ? undefined : path(values.schema),
    key: key.length > 0 ? key.join(',') : undefined,
    records: values.records,
    keep: values.keep,
    desk: values.desk,
    json: values.json,
    report: path(values.report),
    example: values.example,
    help: values.help,
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        schema: { type: 'string' },
        key: { type: 'string', multiple: true },
        records: { type: 'string' },
        keep: { type: 'boolean', default: false },
        desk: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        report: { type: 'string', default: 'demo-report.html' },
        // `npm run example` puts it before its first argument.
        example: { type: 'string', default: 'typescript' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function checkLanguage(language: string): asserts language is ExampleLanguage {
  if ((EXAMPLE_LANGUAGES as readonly string[]).includes(language)) return;
  throw new UsageError(`There is no example in ${language}. Run npm run example -- ${EXAMPLE_LANGUAGES.join(' or ')}.`);
}

function checkFile({ name, path }: NamedFile): void {
  if (!existsSync(path)) throw new UsageError(`There is no file ${name} (looked for ${path}).`);
  if (!statSync(path).isFile()) throw new UsageError(`${name} is not a file (${path}).`);
}

function checkReport(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) throw new UsageError(`--report ${path} is a directory; name a file in it.`);
  if (!existsSync(dirname(path))) throw new UsageError(`--report ${path}: there is no directory ${dirname(path)}.`);
}

function checkKey(key: string, index: number): void {
  const named = /^([^/=]*)=(.*)$/.exec(key);
  if (!named) return checkPointer('--key', key);
  const [, name, pointer] = named;
  if (index > 0) throw new UsageError(`--key ${key}: only the first pointer can name the attribute.`);
  if (!/^[^:]+(:[SN])?$/.test(name)) {
    throw new UsageError(`--key ${key}: in front of = is the attribute's name, followed by :S for a string or :N for a number.`);
  }
  checkPointer('--key', pointer);
}

function checkPointer(option: string, pointer: string): void {
  if (/^\/([^~]|~[01])*$/.test(pointer)) return;
  throw new UsageError(`${option} ${pointer || "''"}: not a JSON pointer. It starts with a slash, as in /order-info/OrderId; ~0 means ~, and ~1 means /.`);
}
