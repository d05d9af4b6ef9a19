import { unlessFileError } from './file-error';
import { FileProblem } from './file-problem';
import { logCounts } from './log';
import type { Runtime } from './runtime';
import { uploadVersion } from './upload-version';
import type { RecordPosition, SourceFile, ValidateRecordInput, ValidateRecordOutput } from '../../src/private/contract/messages';
import { RECORD_NOT_READ } from '../../src/private/contract/names';
import { RecordAssessor } from '../engine/assess/assess-record';
import { STEP_FUNCTIONS_WORDS } from '../engine/assess/attribute-words';
import { isolatedBound, withinBound } from '../engine/assess/isolated-record';
import { readRecord } from '../engine/read/read-record';

/** The function can't get at a record, or at what it assesses records with. Says nothing about the record. */
class RecordNotRead extends Error {
  public readonly name = RECORD_NOT_READ;
}

/** Assesses one record by itself: if it makes the function fail, no other record is affected. */
export async function validateRecord(runtime: Runtime, { file, record }: ValidateRecordInput): Promise<ValidateRecordOutput> {
  return unlessFileError<ValidateRecordOutput>(runtime, file, { accepted: null, rejected: null }, async () => {
    const { assessor, bytes, options } = await prepare(runtime, file, record);
    const { accepted, rejected } = assessor.assessExtent({ ...record, kind: record.damaged ? 'damaged' : 'record' }, bytes);
    logCounts(runtime, { file, accepted: accepted ? 1 : 0, rejected: rejected ? [rejected] : [], bytes: record.length });
    return { accepted, rejected: rejected && withinBound(rejected, isolatedBound(record.length, file.key, options)) };
  });
}

/** Everything that can fail without the content of the record having a part in it: permissions, S3, the deployed code. */
async function prepare(runtime: Runtime, file: SourceFile, record: RecordPosition) {
  try {
    const { options, validate } = runtime;
    const object = runtime.object(file);
    const assessor = new RecordAssessor(options, validate, file.key, STEP_FUNCTIONS_WORDS, () => uploadVersion(file, object));
    return { assessor, bytes: await readRecord(object, record), options };
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new RecordNotRead(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}
