import { RecordAssessor } from './assess-record';
import type { AttributeWords } from './attribute-words';
import { Assessment, MAX_ENTRY_SIZE } from './entry';
import type { AcceptedRecord, Batch, RecordOptions, RecordValidator, RejectedRecord } from '../../../src/private/contract/messages';
import type { ByteSource } from '../read/byte-source';
import { RecordReader } from '../read/record-reader';

/** What an answer may have in bytes of JSON: a state carries 256 KiB, and the workflow adds its own. */
const MAX_OUTPUT = MAX_ENTRY_SIZE;
/** More records than this do not make an answer better, only slower. */
const MAX_RECORDS = 1000;

export interface BatchAssessment {
  readonly accepted: AcceptedRecord[];
  readonly rejected: RejectedRecord[];
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
}

/** As many records of the batch as fit into an answer, at least one, and what is left. */
export async function assessBatch({ source, batch, options, validate, objectKey, words }: AssessBatchProps): Promise<BatchAssessment> {
  const assessor = new RecordAssessor(options, validate, objectKey, words);
  const reader = new RecordReader(source, options.recordsPointer, batch);
  const accepted: AcceptedRecord[] = [];
  const rejected: RejectedRecord[] = [];
  let room = MAX_OUTPUT;
  let rest = batch;
  for (;;) {
    const extent = reader.next();
    if (extent === null) {
      if (await reader.fill()) continue;
      return { accepted, rejected, next: null };
    }
    const count = accepted.length + rejected.length;
    if (count === MAX_RECORDS) return { accepted, rejected, next: rest };
    const bytes = reader.bytesAtHand(extent) ?? await reader.bytesOf(extent);
    const position = { index: extent.index, offset: extent.offset, length: extent.length };
    let assessment: Assessment | null;
    if (bytes === null) {
      assessment = assessor.tooLong(position);
    } else {
      assessment = extent.kind === 'damaged' ? assessor.damaged(position, bytes) : assessor.assessWithin(count > 0 ? room : Infinity, position, bytes);
    }
    if (assessment === null || (count > 0 && assessment.size > room)) return { accepted, rejected, next: rest };
    room -= assessment.size;
    if (assessment.accepted) accepted.push(assessment.accepted);
    if (assessment.rejected) rejected.push(assessment.rejected);
    rest = reader.rest();
  }
}
