import { jsonPath } from '../../../src/private/contract/json-path';
import { jsonata, jsonataOutput, jsonataText } from '../../../src/private/contract/jsonata';
import type { Batch, BatchInput, Counts, RecordError, ValidateBatchInput } from '../../../src/private/contract/messages';
import { NO_COUNTS, NO_TALLY } from '../../../src/private/contract/messages';

const wholeFile = { offset: '0', end: '$size', index: '0', scan: 'null', rejected: '0' };

test('JSONata makes objects and arrays of expressions', () => {
  expect(jsonata<Batch>(wholeFile)).toBe("{'offset': 0, 'end': $size, 'index': 0, 'scan': null, 'rejected': 0}");
  expect(jsonata<RecordError[]>([{ pointer: jsonataText(''), keyword: '$error', message: '$message' }]))
    .toBe("[{'pointer': '', 'keyword': $error, 'message': $message}]");
  expect(jsonataOutput<Batch>(wholeFile, '$size := 5')).toBe("{% ($size := 5; {'offset': 0, 'end': $size, 'index': 0, 'scan': null, 'rejected': 0}) %}");
});

test('JSONPath adds ".$" to the names of members that have a path', () => {
  expect(jsonPath<BatchInput>({ file: '$.file', batch: '$$.Map.Item.Value', counts: NO_TALLY }))
    .toEqual({ 'file.$': '$.file', 'batch.$': '$$.Map.Item.Value', 'counts': NO_TALLY });
});

/** The compiler checks that each of these is an error; nothing runs. */
test('a message with a missing or unknown member does not compile', () => {
  // @ts-expect-error no type
  jsonata({ offset: '0' });
  // @ts-expect-error "scan" is missing
  jsonata<Batch>({ offset: '0', end: '1', index: '2', rejected: '0' });
  // @ts-expect-error "more" is not a member
  jsonata<Batch>({ ...wholeFile, more: '1' });
  // @ts-expect-error "scan" is missing in a member
  jsonata<ValidateBatchInput>({ file: '$file', batch: { offset: '0', end: '1', index: '2', rejected: '0' } });
  // @ts-expect-error "message" is missing in an element
  jsonata<RecordError[]>([{ pointer: '$pointer', keyword: '$keyword' }]);
  // @ts-expect-error no type
  jsonPath({ file: '$.file' });
  // @ts-expect-error "batch" is missing
  jsonPath<ValidateBatchInput>({ file: '$.file' });
  // @ts-expect-error "more" is not a member
  jsonPath<ValidateBatchInput>({ file: '$.file', batch: '$.batch', more: '$.more' });
  // @ts-expect-error a count is a number
  jsonPath<Counts>({ ...NO_COUNTS, records: '0' });
});
