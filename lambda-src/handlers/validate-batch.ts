import { recordOptions, recordValidator } from './environment';
import { assertReadable, unlessFileError } from './file-error';
import { logCounts } from './log';
import { s3Object } from './s3-object';
import type { ValidateBatchInput, ValidateBatchOutput } from '../../src/private/contract/messages';
import { assessBatch } from '../engine/assess/assess-batch';
import { STEP_FUNCTIONS_WORDS } from '../engine/assess/attribute-words';
import { cached } from '../engine/read/byte-source';

/** Validates as many records of a batch as fit into an answer, and says where to go on. */
export async function validateBatch({ file, batch }: ValidateBatchInput): Promise<ValidateBatchOutput> {
  return unlessFileError<ValidateBatchOutput>(file, { accepted: [], rejected: [], next: null }, async () => {
    const options = recordOptions();
    const source = cached(s3Object(file));
    if (batch.offset === 0) await assertReadable(source, options.recordsPointer);
    const assessment = await assessBatch({ source, batch, options, validate: recordValidator(), objectKey: file.key, words: STEP_FUNCTIONS_WORDS });
    logCounts({ file, accepted: assessment.accepted.length, rejected: assessment.rejected });
    return { ...assessment, fileError: null };
  });
}
