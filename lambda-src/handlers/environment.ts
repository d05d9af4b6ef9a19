import { load } from './load';
import type { RecordOptions, RecordValidator } from '../../src/private/contract/messages';
import { RECORD_OPTIONS_ENV, SCHEMA_MODULE } from '../../src/private/contract/messages';

let options: RecordOptions | undefined;
let validator: RecordValidator | undefined;

/** What the pipeline says of its records. */
export function recordOptions(): RecordOptions {
  return options ??= JSON.parse(process.env[RECORD_OPTIONS_ENV] ?? fail(`${RECORD_OPTIONS_ENV} is not set`)) as RecordOptions;
}

/** The schema as it was compiled at synth. */
export function recordValidator(): RecordValidator {
  if (validator === undefined) {
    const compiled = load(`./${SCHEMA_MODULE}`) as RecordValidator | { default: RecordValidator };
    validator = typeof compiled === 'function' ? compiled : compiled.default;
  }
  return validator;
}

function fail(message: string): never {
  throw new Error(message);
}
