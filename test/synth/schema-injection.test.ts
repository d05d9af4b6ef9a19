import { RecordSchema } from '../../src';
import { synth } from './support/synth';
import { schemaCode, validatorOf } from './support/validator';

const canary = globalThis as { canary?: string };
afterEach(() => { delete canary.canary; });

const SET = 'globalThis.canary="set"';
const HOSTILE = `order*/;${SET};/*.json`;
const id = (text: string) => `https://example.com/${text}`;

/** Each ran the code in it: at synth, when the module was loaded, or when it was called. */
const SCHEMAS: [string, { [key: string]: unknown }][] = [
  ['an $id', { $id: id(HOSTILE), type: 'object' }],
  ['an $id, behind a bracket that closes the function', { $id: id(`*/}${SET};function f(){/*`), type: 'object' }],
  ['a nested $id that is referred to', { $defs: { a: { $id: id(HOSTILE), type: 'object', properties: { a: { $ref: '#' } } } }, allOf: [{ $ref: id(HOSTILE) }] }],
  ['an $id of draft-07', { $schema: 'http://json-schema.org/draft-07/schema#', $id: id(HOSTILE), type: 'object' }],
];

test.each(SCHEMAS)('%s is not run', (_, schema) => {
  const validate = validatorOf(schema);
  expect([validate({}), validate(1)]).toEqual([true, false]);
  expect(canary.canary).toBeUndefined();
  expect(schemaCode(RecordSchema.fromObject(schema))).not.toContain('canary');
});

test('an $id of a reference is not run', () => {
  const reference = RecordSchema.fromObject({ $id: id(HOSTILE), type: 'object', properties: { a: { $ref: '#' } } });
  const validate = validatorOf(RecordSchema.fromObject({ $ref: id(HOSTILE) }, { references: [reference] }));
  expect([validate({ a: {} }), validate({ a: 1 })]).toEqual([true, false]);
  expect(canary.canary).toBeUndefined();
});

test('an $id is not run at synth', () => {
  synth({ schema: RecordSchema.fromObject({ $id: id(`*/}${SET};{/*`), type: 'object' }) });
  expect(canary.canary).toBeUndefined();
});

test('no identifier, anchor, title, comment or other annotation is in the code', () => {
  const text = 'SECRET';
  const code = schemaCode(RecordSchema.fromObject({
    $id: id(text),
    $comment: text,
    title: text,
    description: text,
    default: text,
    examples: [text],
    [text]: text,
    type: 'object',
    properties: { a: { $ref: `#${text}` } },
    $defs: { [text]: { $anchor: text, type: ['object', 'null'], properties: { a: { $ref: `#/$defs/${text}` } } } },
  }));
  expect(code).not.toContain(text);
});
