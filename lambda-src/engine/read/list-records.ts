import type { ByteSource } from './byte-source';
import { GO_ON, STOP } from './extent-reader';
import { RecordReader } from './record-reader';
import type { Batch, RecordPosition } from '../../../src/private/contract/messages';

export interface ListProps {
  readonly source: ByteSource;
  readonly recordsPointer: string;
  readonly batch: Batch;
  readonly maxRecords: number;
  /** The limit for the verdicts on all records together, in bytes of JSON. */
  readonly room: number;
  /** Upper bound of the verdict on a record of so many bytes. */
  readonly bound: (length: number) => number;
}

export interface ListedRecords {
  readonly records: RecordPosition[];
  /** The rest of the batch; null if nothing is left. */
  readonly next: Batch | null;
}

/** The positions of the records of a batch, and the rest of the batch. Lists at least one record if there is one. */
export async function listRecords({ source, recordsPointer, batch, maxRecords, room, bound }: ListProps): Promise<ListedRecords> {
  const reader = new RecordReader(source, recordsPointer, batch);
  const records: RecordPosition[] = [];
  let left = room;
  let rest = batch;
  const all = await reader.visit({
    extent: ({ index, offset, length, kind }) => {
      const size = bound(length);
      if (records.length > 0 && (size > left || records.length >= maxRecords)) return STOP;
      left -= size;
      records.push({ index, offset, length, damaged: kind === 'damaged' });
      rest = reader.rest();
      return GO_ON;
    },
  });
  return { records, next: all ? null : rest };
}
