import * as ucs2length from 'ajv/dist/runtime/ucs2length';
import * as equality from './equality';
import * as formats from './formats';

export const EQUALITY_MODULE = 'record-schema/equality';
export const FORMATS_MODULE = 'record-schema/formats';

/** All that a compiled schema may require. */
const MODULES: { readonly [id: string]: unknown } = {
  [EQUALITY_MODULE]: equality,
  [FORMATS_MODULE]: formats,
  'ajv/dist/runtime/ucs2length': ucs2length,
};
export const RUNTIME_MODULES = Object.keys(MODULES);

/** The `require` of a compiled schema, which has no node_modules beside it. */
export function requireRuntime(id: string): unknown {
  if (!RUNTIME_MODULES.includes(id)) {
    throw new Error(`the compiled schema requires ${id}, which is not bundled with the function`);
  }
  return MODULES[id];
}
