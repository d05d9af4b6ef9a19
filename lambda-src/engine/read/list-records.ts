import type { ByteSource } from './byte-source';
import { RecordReader } from './record-reader';
import type { Batch, RecordPosition } from '../../../src/private/contract/messages';

export interface ListProps {
  readonly source: ByteSource;
  readonly recordsPointer: string;
  readonly batch: Batch;
  readonly maxRecords: number;
  readonly maxBytes: number;
}

/** Where the records of a batch are, and what is left of it; always at least one, if there is one. */
export async function listRecords({ source, recordsPointer, batch, maxRecords, maxBytes }: ListProps): Promise<{
  records: RecordPosition[];
  next: Batch | null;
}> {
  const reader = new RecordReader(source, recordsPointer, batch);
  const records: RecordPosition[] = [];
  let room = maxBytes;
  let rest = batch;
  for (;;) {
    const extent = reader.next();
    if (extent === null) {
      if (await reader.fill()) continue;
      return { records, next: null };
    }
    const { index, offset, length, kind } = extent;
    if (records.length > 0 && (length > room || records.length >= maxRecords)) return { records, next: rest };
    room -= length;
    records.push({ index, offset, length, damaged: kind === 'damaged' });
    rest = reader.rest();
  }
}
