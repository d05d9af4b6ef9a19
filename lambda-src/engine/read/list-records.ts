import type { ByteSource } from './byte-source';
import { GO_ON, STOP } from './extent-reader';
import { RecordReader } from './record-reader';
import type { Batch, RecordPosition } from '../../../src/private/contract/messages';

export interface ListProps {
  readonly source: ByteSource;
  readonly recordsPointer: string;
  readonly batch: Batch;
  readonly maxRecords: number;
  /** The limit for all records together, in bytes. */
  readonly maxBytes: number;
}

export interface ListedRecords {
  readonly records: RecordPosition[];
  /** The rest of the batch; null if nothing is left. */
  readonly next: Batch | null;
}

/** The positions of the records of a batch, and the rest of the batch. Lists at least one record if there is one. */
export async function listRecords({ source, recordsPointer, batch, maxRecords, maxBytes }: ListProps): Promise<ListedRecords> {
  const reader = new RecordReader(source, recordsPointer, batch);
  const records: RecordPosition[] = [];
  let room = maxBytes;
  let rest = batch;
  const all = await reader.visit({
    extent: ({ index, offset, length, kind }) => {
      if (records.length > 0 && (length > room || records.length >= maxRecords)) return STOP;
      room -= length;
      records.push({ index, offset, length, damaged: kind === 'damaged' });
      rest = reader.rest();
      return GO_ON;
    },
  });
  return { records, next: all ? null : rest };
}
