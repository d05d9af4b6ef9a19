import { recordOptions } from './environment';
import { assertReadable, unlessFileError } from './file-error';
import { logFile } from './log';
import { s3Object } from './s3-object';
import type { ListRecordsInput, ListRecordsOutput } from '../../src/private/contract/messages';
import { cached } from '../engine/read/byte-source';
import { listRecords as list } from '../engine/read/list-records';

/** Says where the records of a batch are, without looking into them. */
export async function listRecords({ file, batch, maxRecords, maxBytes }: ListRecordsInput): Promise<ListRecordsOutput> {
  return unlessFileError<ListRecordsOutput>(file, { records: [], next: null }, async () => {
    const { recordsPointer } = recordOptions();
    const source = cached(s3Object(file));
    if (batch.offset === 0) await assertReadable(source, recordsPointer);
    const listed = await list({ source, recordsPointer, batch, maxRecords, maxBytes });
    logFile(file, { listed: listed.records.length, from: batch.offset, to: listed.next?.offset ?? batch.end });
    return { ...listed, fileError: null };
  });
}
