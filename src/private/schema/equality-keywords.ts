import type { Code, CodeKeywordDefinition, KeywordCxt } from 'ajv';
import { _, str } from 'ajv';
import { or } from 'ajv/dist/compile/codegen';
import { equalElements, oneOf } from './runtime/equality';
import { EQUALITY_MODULE } from './runtime/require-runtime';

/** Up to so many strings, numbers, booleans and nulls are compared one after the other. */
const FEW = 20;

/**
 * `const`, `enum` and `uniqueItems`. The compiler's own compare each element with each other, throw for an object with the
 * member `valueOf`, and have a member `__proto__` change the value that is compared with.
 */
export const EQUALITY_KEYWORDS: CodeKeywordDefinition[] = [
  {
    keyword: 'const',
    before: 'not',
    error: { message: 'must be equal to constant' },
    code: (cxt) => cxt.pass(equalsOneOf(cxt, [cxt.schema])),
  },
  {
    keyword: 'enum',
    before: 'not',
    schemaType: 'array',
    error: { message: 'must be equal to one of the allowed values', params: ({ schemaCode }) => _`{allowedValues: ${schemaCode}}` },
    code: (cxt) => cxt.pass(equalsOneOf(cxt, cxt.schema as unknown[])),
  },
  {
    keyword: 'uniqueItems',
    before: 'contains',
    type: 'array',
    schemaType: 'boolean',
    error: { message: ({ params: { equal } }) => str`must NOT have duplicate items (items ## ${_`${equal}[0]`} and ${_`${equal}[1]`} are identical)` },
    code: (cxt) => {
      if (cxt.schema === false) return;
      const find = cxt.gen.scopeValue('func', { ref: equalElements, code: _`require(${EQUALITY_MODULE}).equalElements` });
      const equal = cxt.gen.const('equal', _`${find}(${cxt.data})`);
      cxt.setParams({ equal });
      cxt.fail(_`${equal} !== undefined`);
    },
  },
];

function equalsOneOf(cxt: KeywordCxt, values: unknown[]): Code {
  if (values.length <= FEW && values.every((value) => typeof value !== 'object' || value === null)) {
    return or(...values.map((value) => _`${cxt.data} === ${value as string}`));
  }
  const json = JSON.stringify(values);
  const isOneOf = cxt.gen.scopeValue('func', { key: json, ref: oneOf(json), code: _`require(${EQUALITY_MODULE}).oneOf(${json})` });
  return _`${isOneOf}(${cxt.data})`;
}
