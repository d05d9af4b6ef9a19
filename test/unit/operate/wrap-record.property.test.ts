import * as fc from 'fast-check';
import { correctionFile, recordOffsets } from '../../../cli/operate/corrections/correction-file';
import { wrappingFor } from '../../../cli/operate/records/wrap-record';
import { GO_ON } from '../../../lambda-src/engine/read/extent-reader';
import { memorySource } from '../../../lambda-src/engine/read/memory-source';
import { RecordReader } from '../../../lambda-src/engine/read/record-reader';
import { wholeFile } from '../../../src/private/contract/whole-file';
import { runs } from '../../../testkit/property-runs';

const names = fc.constantFrom('orders', 'a', '*', '"', '~1~0', 'é', '__proto__', '');
const pointers = fc.array(names, { maxLength: 3 }).map((segments) => segments.map((segment) => `/${segment}`).join(''));
/** Values that a file would be read into, if they stood alone. */
const values = fc.oneof(
  fc.json(), fc.constantFrom('null', '""', '{}', '[]', '1', '{"orders":[1,2]}', '{"a":{"a":[{}]}}', '[[1],[2]]', '{\r\n "orders":\t[]\n}', '"]}\\n{"'),
);

test('whatever a record holds, the pipeline finds it by itself, in its place, to the byte', async () => {
  await fc.assert(fc.asyncProperty(pointers, fc.array(values, { minLength: 1, maxLength: 8 }), async (pointer, records) => {
    const wrapping = wrappingFor(pointer);
    const file = correctionFile(wrapping, records);
    const found: object[] = [];
    await new RecordReader(memorySource(file), pointer, wholeFile(file.length)).visitRecords({
      record: ({ kind, index, offset, length }) => {
        found.push({ kind, index, offset, text: file.subarray(offset, offset + length).toString() });
        return GO_ON;
      },
    });
    const offsets = recordOffsets(wrapping, records.map((record) => Buffer.byteLength(record)));
    expect(found).toEqual(records.map((record, index) => ({ kind: 'record', index, offset: offsets[index], text: record.trim() })));
  }), runs(500));
});
