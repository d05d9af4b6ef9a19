import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { RecordSchema } from '../../src';
import { compileSchema } from '../../src/private/schema/compile-schema';
import { ROOT } from '../../tools/root';

interface Group {
  readonly file: string;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const DIALECTS = {
  'draft7': 'http://json-schema.org/draft-07/schema#',
  'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

const { requireRuntime } = createRequire(__filename)(join(ROOT, 'assets', 'lambda', 'ajv-runtime.js'));

function load(code: string): (data: unknown) => boolean {
  const module = { exports: {} as any };
  new Function('require', 'module', 'exports', code)(requireRuntime, module, module.exports);
  return module.exports;
}

/** `true`, `false`, or why there is no verdict. */
function verdicts(group: Group, dialect: string): (boolean | string)[] {
  let validate: (data: unknown) => boolean;
  let second: typeof validate;
  try {
    const schema = { $schema: dialect, ...group.schema as object };
    const { code, allErrorsCode } = compileSchema(RecordSchema.fromObject(schema));
    [validate, second] = [code, allErrorsCode].map(load);
  } catch (error) {
    return group.tests.map(() => `not compiled: ${(error as Error).message.slice(0, 200)}`);
  }
  return group.tests.map(({ data }) => {
    try {
      const verdict = validate(data);
      return second(data) === verdict ? verdict : 'the function that finds all errors judges otherwise';
    } catch (error) {
      return `threw: ${(error as Error).message.slice(0, 200)}`;
    }
  });
}

/** Where the suite and the pipeline differ, and why. */
const DIFFERENCES: [why: string, groups: RegExp][] = [
  ['schemas are not fetched: others are passed in as references', /^(refRemote|ref|dynamicRef|vocabulary) \/.*\[.*(refers to|must be one of)/],
  ['"format" is asserted, as in the format tests of the suite', /^format \//],
  ['unknown formats are refused, not ignored', /^optional\/format\/.*\[.*unknown format/],
  ['dynamic references are refused', /\[.*"\$(dynamic|recursive)Ref"/],
  ['vocabularies are ignored', /^vocabulary \//],
  ['an address with a quoted name or an IP address is invalid', /^optional\/format\/email \//],
  // The following are gaps of the compiler.
  ['ajv: siblings of $ref also count in draft-07', /^ref \/ (ref overrides any sibling keywords|\$ref prevents a sibling \$id)/],
  ['ajv: nested items under unevaluatedItems', /^unevaluatedItems \/ unevaluatedItems with nested items/],
  ['ajv: contains under unevaluatedItems', /^unevaluatedItems \/ unevaluatedItems (depends on|and contains)/],
  ['ajv: if without then under unevaluated…', /^unevaluated(Items|Properties) \/ .*(if without then and else|then not defined)/],
];

/** The number of verdicts that agree. If more agree, raise the number. */
const AGREED: { [dialect: string]: number } = { 'draft7': 1161, 'draft2019-09': 1469, 'draft2020-12': 1465 };

test.each(Object.entries(DIALECTS))('verdicts agree with JSON-Schema-Test-Suite, except for known differences: %s', (name, dialect) => {
  const groups: Group[] = JSON.parse(readFileSync(join(ROOT, 'test', 'unit', 'suites', 'json-schema-test-suite', `${name}.json`), 'utf8'));
  const different = new Set<string>();
  let agreed = 0;

  // A pipeline does not accept a schema that is only true or false.
  for (const group of groups.filter(({ schema }) => typeof schema === 'object')) {
    verdicts(group, dialect).forEach((verdict, i) => {
      if (verdict === group.tests[i].valid) {
        agreed++;
      } else {
        different.add(`${group.file} / ${group.description}${typeof verdict === 'string' ? ` [${verdict}]` : ''}`);
      }
    });
  }

  expect([...different].filter((difference) => !DIFFERENCES.some(([, pattern]) => pattern.test(difference)))).toEqual([]);
  expect(agreed).toBe(AGREED[name]);
});
