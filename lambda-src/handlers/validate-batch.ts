import { assertReadable, unlessFileError } from './file-error';
import { logCounts } from './log';
import type { Runtime } from './runtime';
import { uploadVersion } from './upload-version';
import type { ValidateBatchInput, ValidateBatchOutput } from '../../src/private/contract/messages';
import { assessBatch } from '../engine/assess/assess-batch';
import { STEP_FUNCTIONS_WORDS } from '../engine/assess/attribute-words';
import { cached } from '../engine/read/byte-source';

/** Share of the time for an answer that is left when the function answers with what it has assessed: one record may take long. */
const RESERVE = 2 / 3;

/** Assesses as many records of a batch as fit into an answer, and says where to continue. */
export async function validateBatch(
  runtime: Runtime, { file, batch }: ValidateBatchInput, remainingTime: () => number,
): Promise<ValidateBatchOutput> {
  const reserve = RESERVE * remainingTime();
  return unlessFileError<ValidateBatchOutput>(runtime, file, { accepted: [], rejected: [], next: null }, async () => {
    const { options, validate } = runtime;
    const object = runtime.object(file);
    const source = cached(object);
    if (batch.offset === 0) await assertReadable(source, options.recordsPointer);
    const assessed = await assessBatch({
      source,
      batch,
      options,
      validate,
      objectKey: file.key,
      words: STEP_FUNCTIONS_WORDS,
      uploadVersion: () => uploadVersion(file, object),
      deadLettersPerBatch: options.deadLettersPerBatch,
      outOfTime: () => remainingTime() < reserve,
    });
    const bytes = (assessed.next?.offset ?? batch.end) - batch.offset;
    logCounts(runtime, { file, accepted: assessed.accepted.length, rejected: assessed.rejected, bytes });
    return assessed;
  });
}
