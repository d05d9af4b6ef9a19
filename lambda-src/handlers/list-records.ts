import { assertReadable, unlessFileError } from './file-error';
import { logFile } from './log';
import type { Runtime } from './runtime';
import { MAX_ENTRY_SIZE } from '../../src/private/contract/limits';
import type { ListRecordsInput, ListRecordsOutput } from '../../src/private/contract/messages';
import { isolatedBound } from '../engine/assess/isolated-record';
import { cached } from '../engine/read/byte-source';
import { listRecords as list } from '../engine/read/list-records';

/** Finds the next records of a batch, without assessing them: as many as have verdicts that fit into one state. */
export async function listRecords(runtime: Runtime, { file, batch, maxRecords }: ListRecordsInput): Promise<ListRecordsOutput> {
  return unlessFileError<ListRecordsOutput>(runtime, file, { records: [], next: null }, async () => {
    const { options } = runtime;
    const { recordsPointer } = options;
    const source = cached(runtime.object(file));
    if (batch.offset === 0) await assertReadable(source, recordsPointer);
    const listed = await list({
      source, recordsPointer, batch, maxRecords, room: MAX_ENTRY_SIZE, bound: (length) => isolatedBound(length, file.key, options),
    });
    logFile(runtime, file, { listed: listed.records.length, from: batch.offset, to: listed.next?.offset ?? batch.end });
    return listed;
  });
}
