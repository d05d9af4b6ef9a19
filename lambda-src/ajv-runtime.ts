/** What a compiled schema requires, bundled for the function: it has no node_modules. */
export { requireRuntime } from '../src/private/schema/runtime/require-runtime';
