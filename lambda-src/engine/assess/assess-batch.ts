import { RecordAssessor } from './assess-record';
import type { AttributeWords } from './attribute-words';
import { SharedDeadLetter } from './shared-dead-letter';
import type { UploadVersion } from './upload-version';
import { MAX_ENTRY_SIZE } from '../../../src/private/contract/limits';
import type { AcceptedRecord, Batch, RecordOptions, RecordValidator, RejectedRecord, RejectedRecords } from '../../../src/private/contract/messages';
import type { ByteSource } from '../read/byte-source';
import { GO_ON, STOP } from '../read/extent-reader';
import { RecordReader } from '../read/record-reader';

/** Stands between the records of an answer. An answer with many small ones has a KB of them. */
const COMMA = 1;

export interface BatchAssessment {
  readonly accepted: AcceptedRecord[];
  readonly rejected: Array<RejectedRecord | RejectedRecords>;
  /** The rest of the batch; null if nothing is left. */
  readonly next: Batch | null;
}

export interface AssessBatchProps {
  readonly source: ByteSource;
  readonly batch: Batch;
  readonly options: RecordOptions;
  readonly validate: RecordValidator;
  /** For the attribute that says where an item came from. */
  readonly objectKey: string;
  /** @default DYNAMODB_WORDS */
  readonly words?: AttributeWords;
  /**
   * Called when something has been read of the source.
   *
   * @default - the records have no versions, or say them themselves
   */
  readonly uploadVersion?: () => UploadVersion;
  /**
   * Rejected records of the batch that have a dead letter of their own.
   *
   * @default - all
   */
  readonly deadLettersPerBatch?: number;
  /** Whether it is time to answer with what has been assessed. */
  readonly outOfTime?: () => boolean;
}

/**
 * Assesses as many records of the batch as fit into an answer, at least one. The first rejected records of a batch have a
 * dead letter each. From then on, all those of an answer share one.
 */
export async function assessBatch({
  source, batch, options, validate, objectKey, words, uploadVersion, deadLettersPerBatch = Infinity, outOfTime,
}: AssessBatchProps): Promise<BatchAssessment> {
  const assessor = new RecordAssessor(options, validate, objectKey, words, uploadVersion);
  const reader = new RecordReader(source, options.recordsPointer, batch);
  const accepted: AcceptedRecord[] = [];
  const rejected: RejectedRecord[] = [];
  const shared = new SharedDeadLetter();
  let room = MAX_ENTRY_SIZE;
  let rest = batch;
  const all = await reader.visitRecords({
    record: (extent, bytes) => {
      const first = accepted.length + rejected.length + shared.records === 0;
      if (!first && outOfTime?.()) return STOP;
      const assessment = assessor.assessExtent(extent, bytes, first ? Infinity : room);
      if (assessment === null) return STOP;
      const shares = assessment.rejected !== null && batch.rejected + rejected.length >= deadLettersPerBatch;
      const size = shares ? shared.sizeOf(assessment) : assessment.size + COMMA;
      if (!first && size > room) return STOP;
      room -= size;
      if (assessment.accepted) accepted.push(assessment.accepted);
      else (shares ? shared : rejected).push(assessment.rejected);
      rest = reader.rest();
      return GO_ON;
    },
  });
  return {
    accepted,
    rejected: [...rejected, ...shared.rejected()],
    next: all ? null : { ...rest, rejected: batch.rejected + rejected.length + shared.records },
  };
}
