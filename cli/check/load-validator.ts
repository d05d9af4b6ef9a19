import { inWordsOfTheCommand } from './validation-message';
import { requireRuntime } from '../../lambda-src/ajv-runtime';
import type { RecordValidator } from '../../src/private/contract/messages';
import { compileSchema } from '../../src/private/schema/compile-schema';
import { RecordSchema } from '../../src/record-schema';

export interface LoadedValidator {
  readonly validate: RecordValidator;
  /** About the schema: odd, but not invalid. */
  readonly warnings: string[];
}

/** Compiles a schema as the construct does at synthesis, and loads the code as the validator function does. */
export function loadValidator(schema: string | undefined, references: readonly string[]): LoadedValidator {
  const { code, allErrorsCode, warnings } = inWordsOfTheCommand(() => compileSchema(schema === undefined
    ? RecordSchema.contactAndOrder()
    : RecordSchema.fromFile(schema, { references: references.map((reference) => RecordSchema.fromFile(reference)) })));
  const validate = load(code);
  let second: RecordValidator | undefined;
  validate.allErrors = () => second ??= load(allErrorsCode);
  return { validate, warnings: warnings.map((warning) => `${schema}: ${warning}`) };
}

function load(code: string): RecordValidator {
  const module = { exports: {} };
  new Function('module', 'exports', 'require', code)(module, module.exports, requireRuntime);
  return module.exports as RecordValidator;
}
