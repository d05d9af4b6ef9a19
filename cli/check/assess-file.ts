import { RecordAssessor } from '../../lambda-src/engine/assess/assess-record';
import type { Assessment } from '../../lambda-src/engine/assess/assessment';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import { GO_ON } from '../../lambda-src/engine/read/extent-reader';
import { RecordReader } from '../../lambda-src/engine/read/record-reader';
import type { RecordOptions, RecordValidator } from '../../src/private/contract/messages';
import { wholeFile } from '../../src/private/contract/whole-file';

export interface AssessFileProps {
  readonly source: ByteSource;
  readonly options: RecordOptions;
  readonly validate: RecordValidator;
  readonly objectKey: string;
  /** Takes each record's assessment, in the order of the file; a promise where the next one has to wait. */
  readonly take: (assessment: Assessment) => Promise<unknown> | undefined;
  /** Called now and then with the offset up to which the file has been scanned. */
  readonly progress: (position: number) => void;
}

/** What assessBatch of the record engine does, for a whole file and with no limit to the answer. */
export async function assessFile({ source, options, validate, objectKey, take, progress }: AssessFileProps): Promise<void> {
  const assessor = new RecordAssessor(options, validate, objectKey);
  const reader = new RecordReader(source, options.recordsPointer, wholeFile(source.size));
  await reader.visitRecords({
    record: (extent, bytes) => take(assessor.assessExtent(extent, bytes)),
    reading: () => {
      progress(reader.position);
      return GO_ON;
    },
  });
}
