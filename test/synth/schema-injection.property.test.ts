import * as fc from 'fast-check';
import { runAlone, suspiciousParts } from './support/inert-module';
import { RecordSchema } from '../../src';
import { ValidationError } from '../../src/private/contract/validation-error';
import { compileSchema } from '../../src/private/schema/compile-schema';
import { runs } from '../../testkit/property-runs';

const DIALECTS = ['http://json-schema.org/draft-07/schema#', 'https://json-schema.org/draft/2019-09/schema', 'https://json-schema.org/draft/2020-12/schema'];

/** Sets the canary if it is ever run, wherever it stands. */
const CALL = 'globalThis.canary=1';
const PIECES = [
  '*/', '/*', '//', '"', '\'', '`', '${', '}', ')', ';', '\\', '\n', '\r', '\u2028', '\u2029', '\ud800', '<!--', '-->', ']]', '\\u0022', '\\"', '#', '/', '~', '%22', '%',
  CALL, `;${CALL};`, `*/;${CALL};/*`, `";${CALL};"`, `\`;${CALL};\``, `\${${CALL}}`, `\u2028${CALL}\u2028`, `"+(${CALL})+"`, `']+(${CALL})+['`, `\n${CALL}\n`,
  'process.getBuiltinModule(\'child_process\').execSync(\'true\')', 'constructor', 'constructor.constructor', 'valueOf', 'toString', '__proto__', 'hasOwnProperty',
  'validate10', 'data', 'errors', 'vErrors', 'require', 'module', 'exports', 'schema:0', 'https://example.com/', 'urn:', 'a',
];
const hostile = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
/** A name that the identifiers of a schema may have, hostile as far as that goes. */
const anchor = fc.constantFrom('constructor', 'valueOf', '__proto__', 'a-._b', '_', 'order', 'toString');
const identifier = fc.oneof(hostile, hostile.map((text) => `https://example.com/${text}`), hostile.map((text) => `https://example.com/${encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, ''))}`));
const pattern = fc.oneof(hostile.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')), hostile, fc.constantFrom('^a/*b', '[\\u2028"`]', '\\/\\*', '(?<valueOf>a)'));
const reference = fc.oneof(fc.constantFrom('#', '#/$defs/a', '#order', '#/definitions/a', '#/properties/a', '#/x-hostile/0'), identifier,
  hostile.map((text) => `#${text}`), hostile.map((text) => `#/$defs/${text}`), fc.webUrl());
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, hostile, fc.integer(), fc.constant(null), fc.array(tie('value'), { maxLength: 2 }), entries(hostile, tie('value'))),
})).value;

/** Unlike a dictionary, with `__proto__` as a member like others. */
function entries<T>(name: fc.Arbitrary<string>, member: fc.Arbitrary<T>): fc.Arbitrary<{ [name: string]: T }> {
  return fc.array(fc.tuple(name, member), { maxLength: 2 }).map((members) => Object.fromEntries(members));
}

/** A schema with hostile text in each place that holds a string, not too often invalid. */
const schema = fc.letrec<{ schema: unknown }>((tie) => {
  const sub = tie('schema');
  const names = fc.uniqueArray(hostile, { maxLength: 3 });
  const keywords: { [keyword: string]: fc.Arbitrary<unknown> } = {
    '$comment': hostile,
    'title': hostile,
    'description': hostile,
    'default': value,
    'examples': fc.array(value, { maxLength: 2 }),
    'contentMediaType': hostile,
    'type': fc.constantFrom('object', 'string', ['object', 'null'], ['string', 'integer']),
    'const': value,
    'enum': fc.array(value, { minLength: 1, maxLength: 3 }),
    'required': names,
    'pattern': pattern,
    'minLength': fc.nat(3),
    'uniqueItems': fc.boolean(),
    'minProperties': fc.nat(3),
    'multipleOf': fc.constantFrom(1, 0.01, 1e-7),
    'format': fc.constantFrom('email', 'date', 'uri', 'regex', 'date-time', 'int32', 'password', 'json-pointer', 'url'),
    'properties': entries(hostile, sub),
    'patternProperties': entries(pattern, sub),
    'additionalProperties': sub,
    'propertyNames': sub,
    'dependentRequired': entries(hostile, names),
    'dependentSchemas': entries(hostile, sub),
    'dependencies': entries(hostile, fc.oneof(names, sub)),
    'items': sub,
    'prefixItems': fc.array(sub, { minLength: 1, maxLength: 2 }),
    'contains': sub,
    'unevaluatedProperties': sub,
    'unevaluatedItems': sub,
    'allOf': fc.array(sub, { minLength: 1, maxLength: 2 }),
    'oneOf': fc.array(sub, { minLength: 1, maxLength: 2 }),
    'not': sub,
    'if': sub,
    'then': sub,
    '$defs': fc.record({ a: sub, b: fc.tuple(sub, anchor).map(([each, name]) => typeof each === 'object' ? { ...each, $anchor: name } : each) }),
    'definitions': entries(hostile, sub),
    'x-hostile': fc.array(value, { minLength: 1, maxLength: 2 }),
    '$id': identifier,
    '$anchor': anchor,
    '$ref': reference,
  };
  const member = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...Object.keys(keywords)).chain((keyword) => fc.tuple(fc.constant(keyword), keywords[keyword])) },
    { weight: 1, arbitrary: fc.tuple(hostile, value) },
  );
  return {
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.boolean(),
      fc.array(member, { maxLength: 4 }).map((members) => Object.fromEntries(members)),
    ),
  };
}).schema.filter((each) => typeof each === 'object');

const RECORDS = [
  {},
  JSON.parse(`{"a":"${CALL}","constructor":[1,1],"__proto__":{"valueOf":1},"valueOf":{"toString":"x"},"data":[{"valueOf":1},{"valueOf":1}],"*/":"x"}`),
  [],
  ['a', 'a'],
  '*/',
  'a',
  1,
  null,
];

const SCHEMAS = 3_000;

test(`the code of ${SCHEMAS.toLocaleString('en-US')} hostile schemas judges records and does nothing else`, () => {
  let compiled = 0;
  let withHostileText = 0;
  fc.assert(fc.property(schema, fc.constantFrom(...DIALECTS), (each, $schema) => {
    let codes: string[];
    try {
      const { code, allErrorsCode } = compileSchema(RecordSchema.fromObject({ ...each as object, $schema }));
      codes = [code, allErrorsCode];
    } catch (error) {
      // Refused for what is wrong with it.
      expect(error).toBeInstanceOf(ValidationError);
      expect((error as Error).message).not.toContain('generated code');
      return;
    }
    compiled++;
    if (codes[0].includes(CALL)) withHostileText++;
    const verdicts = codes.map((code) => {
      expect(suspiciousParts(code)).toEqual([]);
      const alone = runAlone(code, RECORDS);
      expect(alone.left).toEqual([]);
      return alone.verdicts;
    });
    expect(verdicts.flat().every((verdict) => typeof verdict === 'boolean')).toBe(true);
    expect(globalThis).not.toHaveProperty('canary');
  }), runs(SCHEMAS));
  process.stdout.write(`${SCHEMAS} hostile schemas: ${compiled} compiled, ${withHostileText} of them to code with hostile text in it, the others refused\n`);
  expect(compiled).toBeGreaterThan(SCHEMAS / 2);
  expect(withHostileText).toBeGreaterThan(SCHEMAS / 30);
});
