import { RecordAssessor } from '../../lambda-src/engine/assess/assess-record';
import type { Assessment } from '../../lambda-src/engine/assess/entry';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import { RecordReader } from '../../lambda-src/engine/read/record-reader';
import type { RecordOptions, RecordValidator } from '../../src/private/contract/messages';

export interface AssessFileProps {
  readonly source: ByteSource;
  readonly options: RecordOptions;
  readonly validate: RecordValidator;
  readonly objectKey: string;
  /** Takes each record's assessment, in the order of the file; a promise when the next has to wait. */
  readonly take: (assessment: Assessment) => unknown;
  /** Told every now and then up to which byte has been looked. */
  readonly progress: (position: number) => void;
}

/** What assessBatch of the record engine does, for a whole file and with no limit to the answer. */
export async function assessFile({ source, options, validate, objectKey, take, progress }: AssessFileProps): Promise<void> {
  const assessor = new RecordAssessor(options, validate, objectKey);
  const reader = new RecordReader(source, options.recordsPointer, { offset: 0, end: source.size, index: 0, scan: null });
  for (;;) {
    const extent = reader.next();
    if (extent === null) {
      progress(reader.position);
      if (await reader.fill()) continue;
      return;
    }
    const bytes = reader.bytesAtHand(extent) ?? await reader.bytesOf(extent);
    const position = { index: extent.index, offset: extent.offset, length: extent.length };
    const wait = take(bytes === null ? assessor.tooLong(position)
      : extent.kind === 'damaged' ? assessor.damaged(position, bytes) : assessor.assess(position, bytes));
    if (wait !== undefined) await wait;
  }
}
