import { assertPointer } from '../../src/private/contract/json-pointer';
import type { RecordOptions } from '../../src/private/contract/names';
import { DEFAULT_ATTRIBUTES, DEFAULT_RECORD_OPTIONS, DEFAULT_VERSION_ATTRIBUTE } from '../../src/private/contract/record-defaults';
import { assertRecordsPointer } from '../../src/private/contract/records-pointer';
import { UsageError } from '../usage-error';
import { tableKey } from './key-option';
import { inWordsOfTheCommand } from './validation-message';

/** The options as they are typed. */
export interface CheckOptions {
  readonly schema?: string;
  readonly reference?: readonly string[];
  readonly key?: readonly string[];
  readonly sortKey?: readonly string[];
  readonly records?: string;
  readonly recordVersion?: readonly string[];
  readonly json?: boolean;
}

export interface CheckArguments {
  readonly schema: string | undefined;
  readonly references: readonly string[];
  readonly options: RecordOptions;
  readonly json: boolean;
  /** The arguments of the same check for standard input. */
  readonly again: string[];
}

export function parseOptions(typed: CheckOptions): CheckArguments {
  const { schema, reference = [], key = [], sortKey = [], records, recordVersion, json = false } = typed;
  if (reference.length > 0 && schema === undefined) {
    throw new UsageError('--reference gives a schema to which another one refers: name that one with --schema.');
  }
  const { recordsPointer } = DEFAULT_RECORD_OPTIONS;
  return {
    schema,
    references: reference,
    options: {
      recordsPointer: records === undefined ? recordsPointer : pointer('--records', records, assertRecordsPointer),
      tableKey: tableKey(key, sortKey),
      attributes: DEFAULT_ATTRIBUTES,
      version: recordVersion ? { attribute: DEFAULT_VERSION_ATTRIBUTE, pointers: versionPointers(recordVersion) } : null,
    },
    json,
    again: ['-', ...asTyped(typed)],
  };
}

function asTyped(options: CheckOptions): string[] {
  return Object.entries(options).flatMap(([name, value]: [string, string | boolean | readonly string[]]) => {
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return [value].flat().flatMap((each) => (each === true ? [option] : [option, String(each)]));
  });
}

function versionPointers(texts: readonly string[]): string[] {
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
