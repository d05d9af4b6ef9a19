import type { Runtime } from './runtime';
import { typeName } from './type-name';
import type { DescribeSchemaOutput } from '../../src/private/contract/messages';

/** The schema that the function judges records by. */
export function describeSchema(runtime: Runtime, { schema }: { readonly schema: unknown }): DescribeSchemaOutput {
  if (schema === true) return { ...runtime.schemaTexts, inputError: null };
  return { schema: null, references: [], inputError: `"schema" must be true, but is ${schema === false ? 'false' : typeName(schema)}` };
}
