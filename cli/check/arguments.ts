import { parseArgs } from 'node:util';
import { assertPointer } from '../../src/private/contract/json-pointer';
import type { RecordOptions } from '../../src/private/contract/names';
import { DEFAULT_ATTRIBUTES, DEFAULT_RECORD_OPTIONS, DEFAULT_VERSION_ATTRIBUTE } from '../../src/private/contract/record-defaults';
import { assertRecordsPointer } from '../../src/private/contract/records-pointer';
import { UsageError } from '../usage-error';
import { tableKey } from './key-option';
import { inWordsOfTheCommand } from './validation-message';

export interface CheckArguments {
  readonly help: boolean;
  /** As on the command line; `-` is standard input. */
  readonly file: string;
  readonly schema: string | undefined;
  readonly references: string[];
  readonly options: RecordOptions;
  readonly json: boolean;
  /** The arguments of the same check for standard input. */
  readonly again: string[];
}

const OPTIONS = {
  'schema': { type: 'string' },
  'reference': { type: 'string', multiple: true },
  'key': { type: 'string', multiple: true },
  'sort-key': { type: 'string', multiple: true },
  'records': { type: 'string' },
  'record-version': { type: 'string', multiple: true },
  'json': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
} as const;

export function parseArguments(args: string[]): CheckArguments {
  const { values, positionals, tokens } = parse(args);
  const help = values.help ?? false;
  if (!help) checkFiles(positionals);
  if (values.reference && values.schema === undefined) {
    throw new UsageError('--reference gives a schema to which another one refers: name that one with --schema.');
  }
  const { recordsPointer } = DEFAULT_RECORD_OPTIONS;
  return {
    help,
    file: positionals[0] ?? '',
    schema: values.schema,
    references: values.reference ?? [],
    options: {
      recordsPointer: values.records === undefined ? recordsPointer : pointer('--records', values.records, assertRecordsPointer),
      tableKey: tableKey(values.key ?? [], values['sort-key'] ?? []),
      attributes: DEFAULT_ATTRIBUTES,
      version: values['record-version'] ? { attribute: DEFAULT_VERSION_ATTRIBUTE, pointers: versionPointers(values['record-version']) } : null,
    },
    json: values.json ?? false,
    again: args.map((arg, k) => (tokens.some(({ kind, index }) => kind === 'positional' && index === k) ? '-' : arg)),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS, tokens: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const unknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? /'(-[^']*)'/.exec(message)?.[1] : undefined;
    const names = Object.keys(OPTIONS).map((name) => `--${name}`).join(', ');
    throw new UsageError(unknown === undefined ? `${message}.\nsales-data-pipeline check --help says how it is called.`
      : `There is no option ${unknown}. There are: ${names}.`);
  }
}

function checkFiles(files: string[]): void {
  if (files.length === 0) {
    throw new UsageError('Which file? sales-data-pipeline check FILE, or - for standard input; sales-data-pipeline check --help has the options.');
  }
  if (files.length > 1) {
    throw new UsageError(`One file at a time, but these are ${files.length}: ${files.join(', ')}. What --reference, --key and --record-version take several of is repeated: `
      + '--key /a --key /b.');
  }
}

function versionPointers(texts: string[]): string[] {
  // A comma separates only before the next pointer: names may contain commas.
  return texts.flatMap((text) => text.split(/,(?=\/)/)).map((text) => {
    if (text === '') throw new UsageError('--record-version: a pointer to a member of the record is missing. For instance /updated_at.');
    return pointer('--record-version', text);
  });
}

function pointer(option: string, text: string, check = assertPointer): string {
  return inWordsOfTheCommand(() => {
    check(option, text);
    return text;
  });
}
