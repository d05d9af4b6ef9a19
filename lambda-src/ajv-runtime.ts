/** The modules that a compiled schema may require: those that standalone code of ajv and ajv-formats names. */
import * as equal from 'ajv/dist/runtime/equal';
import * as parseJson from 'ajv/dist/runtime/parseJson';
import * as quote from 'ajv/dist/runtime/quote';
import * as timestamp from 'ajv/dist/runtime/timestamp';
import * as ucs2length from 'ajv/dist/runtime/ucs2length';
import * as uri from 'ajv/dist/runtime/uri';
import * as validationError from 'ajv/dist/runtime/validation_error';
import * as formats from 'ajv-formats/dist/formats';

const MODULES: Record<string, unknown> = {
  'ajv-formats/dist/formats': formats,
  'ajv/dist/runtime/equal': equal,
  'ajv/dist/runtime/parseJson': parseJson,
  'ajv/dist/runtime/quote': quote,
  'ajv/dist/runtime/timestamp': timestamp,
  'ajv/dist/runtime/ucs2length': ucs2length,
  'ajv/dist/runtime/uri': uri,
  'ajv/dist/runtime/validation_error': validationError,
};

/** The `require` of a compiled schema, because no node_modules are beside it. */
export function requireRuntime(id: string): unknown {
  if (!Object.prototype.hasOwnProperty.call(MODULES, id)) {
    throw new Error(`the compiled schema requires ${id}, which is not bundled with the function`);
  }
  return MODULES[id];
}
