import { RecordAssessor } from './assess-record';
import type { AttributeWords } from './attribute-words';
import { MAX_ENTRY_SIZE, MAX_RECORDS } from '../../../src/private/contract/limits';
import type { AcceptedRecord, Batch, RecordOptions, RecordValidator, RejectedRecord } from '../../../src/private/contract/messages';
import type { ByteSource } from '../read/byte-source';
import { GO_ON, STOP } from '../read/extent-reader';
import { RecordReader } from '../read/record-reader';

export interface BatchAssessment {
  readonly accepted: AcceptedRecord[];
  readonly rejected: RejectedRecord[];
  /** The rest of the batch; null if nothing is left. */
  readonly next: Batch | null;
}

export interface AssessBatchProps {
  readonly source: ByteSource;
  readonly batch: Batch;
  readonly options: RecordOptions;
  readonly validate: RecordValidator;
  /** For the attribute `_source`. */
  readonly objectKey: string;
  /** @default DYNAMODB_WORDS */
  readonly words?: AttributeWords;
}

/** Assesses as many records of the batch as fit into an answer, at least one. */
export async function assessBatch({ source, batch, options, validate, objectKey, words }: AssessBatchProps): Promise<BatchAssessment> {
  const assessor = new RecordAssessor(options, validate, objectKey, words);
  const reader = new RecordReader(source, options.recordsPointer, batch);
  const accepted: AcceptedRecord[] = [];
  const rejected: RejectedRecord[] = [];
  let room = MAX_ENTRY_SIZE;
  let rest = batch;
  const all = await reader.visitRecords({
    record: (extent, bytes) => {
      const count = accepted.length + rejected.length;
      if (count === MAX_RECORDS) return STOP;
      const assessment = assessor.assessExtent(extent, bytes, count > 0 ? room : Infinity);
      if (assessment === null || (count > 0 && assessment.size > room)) return STOP;
      room -= assessment.size;
      if (assessment.accepted) accepted.push(assessment.accepted);
      if (assessment.rejected) rejected.push(assessment.rejected);
      rest = reader.rest();
      return GO_ON;
    },
  });
  return { accepted, rejected, next: all ? null : rest };
}
