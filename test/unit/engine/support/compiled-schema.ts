import { requireRuntime } from '../../../../lambda-src/ajv-runtime';
import type { RecordValidator } from '../../../../src/private/contract/messages';
import { compileSchema } from '../../../../src/private/schema/compile-schema';
import { RecordSchema } from '../../../../src/record-schema';

/** The functions that a schema is compiled to, loaded as the validator function does. */
export function compiledSchema(schema: object): RecordValidator {
  const { code, allErrorsCode } = compileSchema(RecordSchema.fromObject(schema));
  const validate = load(code);
  const second = load(allErrorsCode);
  validate.allErrors = () => second;
  return validate;
}

function load(code: string): RecordValidator {
  const module = { exports: {} };
  new Function('module', 'exports', 'require', code)(module, module.exports, requireRuntime);
  return module.exports as RecordValidator;
}
