import { RecordAssessor } from '../../../lambda-src/engine/assess/assess-record';
import { DYNAMODB_WORDS, STEP_FUNCTIONS_WORDS } from '../../../lambda-src/engine/assess/attribute-words';
import { itemFromText } from '../../../lambda-src/engine/assess/item-from-text';
import type { Extent } from '../../../lambda-src/engine/scan/scanner';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';

const text = '{"id":"1","yes":true,"list":[false,null]}';

test.each([
  ['DynamoDB', DYNAMODB_WORDS, { yes: { BOOL: true }, list: { L: [{ BOOL: false }, { NULL: true }] } }],
  ['Step Functions', STEP_FUNCTIONS_WORDS, { yes: { Bool: true }, list: { L: [{ Bool: false }, { Nul: true }] } }],
])('true, false and null are written as %s has them', (_name, words, expected) => {
  const options = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'id', type: 'S' as const, pointers: ['/id'] }] };
  const bytes = Buffer.from(text);
  const extent: Extent = { kind: 'record', index: 0, offset: 0, length: bytes.length };

  const { accepted } = new RecordAssessor(options, () => true, 'sales.json', words).assessExtent(extent, bytes);

  expect(accepted?.item).toMatchObject(expected);
  expect(itemFromText(text, words)).toMatchObject(expected);
});
