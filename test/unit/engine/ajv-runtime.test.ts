import { requireRuntime } from '../../../lambda-src/ajv-runtime';
import { compileSchema } from '../../../src/private/schema/compile-schema';
import { RecordSchema } from '../../../src/record-schema';

test('the error for another module names it', () => {
  expect(() => requireRuntime('ajv/dist/core')).toThrow('the compiled schema requires ajv/dist/core, which is not bundled with the function');
  expect(() => requireRuntime('constructor')).toThrow('requires constructor');
});

test('every module that a compiled schema requires is available', () => {
  const { code } = compileSchema(RecordSchema.fromObject({
    properties: { name: { maxLength: 1 }, day: { format: 'date', formatMinimum: '2026-01-01' }, tags: { uniqueItems: true }, one: { const: { a: 1 } } },
  }));
  const ids = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, id]) => id);

  expect([...new Set(ids)].sort()).toEqual(['ajv/dist/runtime/ucs2length', 'record-schema/equality', 'record-schema/formats']);
  for (const id of ids) expect(requireRuntime(id)).toBeDefined();
});
