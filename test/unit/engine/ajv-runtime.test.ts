import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { requireRuntime } from '../../../lambda-src/ajv-runtime';
import type { RecordValidator } from '../../../src/private/contract/messages';

/** Needs a package that is not ajv's own, and only where its option is set. */
const NOT_SERVED = ['ajv/dist/runtime/re2'];

function sources(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(directory, name), 'utf8'));
}

test('every module that standalone code of ajv and ajv-formats requires is available', () => {
  const packages = [dirname(require.resolve('ajv/dist/ajv')), dirname(require.resolve('ajv-formats'))];
  const named = packages.flatMap(sources).flatMap((source) => [...source.matchAll(/["'`]? ?require\(\\?["']((?:ajv|ajv-formats)\/dist\/[\w/-]+)\\?["']\)(?!;)/g)]);
  const ids = new Set(named.map(([, id]) => id).filter((id) => !NOT_SERVED.includes(id) && !id.includes('/compile/')));

  expect([...ids].sort()).toEqual(expect.arrayContaining(['ajv-formats/dist/formats', 'ajv/dist/runtime/equal', 'ajv/dist/runtime/ucs2length']));
  for (const id of ids) expect(requireRuntime(id)).toBeDefined();
});

test('the error for another module names it', () => {
  expect(() => requireRuntime('ajv/dist/core')).toThrow('the compiled schema requires ajv/dist/core, which is not bundled with the function');
});

test('a compiled schema runs with these modules', () => {
  const ajv = new Ajv({ code: { source: true }, allErrors: true, strict: false });
  addFormats(ajv);
  const code = standaloneCode(ajv, ajv.compile({
    properties: {
      mail: { format: 'email' }, name: { maxLength: 1 }, day: { format: 'date', formatMinimum: '2026-01-01' }, tags: { uniqueItems: true }, one: { const: { a: 1 } },
    },
  }));
  const module = { exports: {} as RecordValidator };
  new Function('require', 'module', 'exports', code)(requireRuntime, module, module.exports);
  const validate = module.exports;

  expect(validate({ mail: 'a@b.example', name: '😀', day: '2026-05-01', tags: [{ a: 1 }, { a: 2 }], one: { a: 1 } })).toBe(true);
  expect(validate({ mail: 'a', name: 'ab', day: '2025-05-01', tags: [{ a: 1 }, { a: 1 }], one: { a: 2 } })).toBe(false);
  expect(validate.errors!.map(({ keyword }) => keyword).sort()).toEqual(['const', 'format', 'formatMinimum', 'maxLength', 'uniqueItems']);
});
