import { assertReadable, unlessFileError } from './file-error';
import { logFile } from './log';
import type { Runtime } from './runtime';
import type { ListRecordsInput, ListRecordsOutput } from '../../src/private/contract/messages';
import { cached } from '../engine/read/byte-source';
import { listRecords as list } from '../engine/read/list-records';

/** Finds each record of a batch, without assessing it. */
export async function listRecords(runtime: Runtime, { file, batch, maxRecords, maxBytes }: ListRecordsInput): Promise<ListRecordsOutput> {
  return unlessFileError<ListRecordsOutput>(runtime, file, { records: [], next: null }, async () => {
    const { recordsPointer } = runtime.options;
    const source = cached(runtime.object(file));
    if (batch.offset === 0) await assertReadable(source, recordsPointer);
    const listed = await list({ source, recordsPointer, batch, maxRecords, maxBytes });
    logFile(runtime, file, { listed: listed.records.length, from: batch.offset, to: listed.next?.offset ?? batch.end });
    return listed;
  });
}
