import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { correctionFile, sha256 } from './correction-file';
import type { Journal } from './journal';
import { unpack } from './packed';
import type { CorrectionRow, TextRow } from './rows';
import { textKey } from './rows';
import { unquoted, versionId } from '../files/versions';
import type { Pipeline } from '../pipeline';
import { wrappingFor } from '../records/wrap-record';

/** The name of the object's metadata that says what its bytes are. */
const DIGEST = 'sha256';
/** S3 refuses a conditional upload while another one of the same object is under way. */
const ATTEMPTS = 6;
const WAIT_MS = 500;

/**
 * Uploads the file of a correction that is `sending`, and notes that it is `sent`. Anybody may do this at any time, also twice or at
 * once: the texts are noted, and S3 stores the object only if it is not there.
 */
export async function finishUpload(pipeline: Pick<Pipeline, 'aws' | 'entry'>, journal: Journal, correction: CorrectionRow): Promise<CorrectionRow> {
  const file = await fileOf(pipeline, journal, correction);
  await putIfAbsent(pipeline, journal, correction, file);
  const object = { Bucket: pipeline.entry.bucket, Key: correction.key };
  const { VersionId, ETag, LastModified, Metadata = {} } = await pipeline.aws.s3.send(new HeadObjectCommand(object));
  if (Metadata[DIGEST] !== correction.sha256) {
    throw new Error(`The object ${correction.key} is not the file of the correction ${correction.id}: somebody else has put it there. Remove it, and run the command again`);
  }
  const sent: CorrectionRow = {
    ...correction,
    status: 'sent',
    versionId: versionId(VersionId),
    etag: unquoted(ETag!),
    uploaded: LastModified!.toISOString(),
  };
  // If somebody else was faster, it is the same object.
  await journal.advance(sent, [{ status: 'sending' }]);
  return sent;
}

async function fileOf({ entry }: Pick<Pipeline, 'entry'>, journal: Journal, correction: CorrectionRow): Promise<Buffer> {
  const keys = correction.letterIds.map((letterId) => textKey(letterId, correction.id));
  const rows = await journal.get<TextRow>(keys);
  const texts = new Map(rows.map((row) => [row.day, unpack(row.after)]));
  const file = correctionFile(wrappingFor(entry.recordsPointer), keys.flatMap(({ day }) => texts.get(day) ?? []));
  if (sha256(file) !== correction.sha256) {
    throw new Error(`The texts of the correction ${correction.id} are not those that were noted: ${rows.length} of ${keys.length} are there, or recordsPointer has changed`);
  }
  return file;
}

async function putIfAbsent({ aws, entry }: Pick<Pipeline, 'aws' | 'entry'>, journal: Journal, correction: CorrectionRow, file: Buffer): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await aws.s3.send(new PutObjectCommand({
        Bucket: entry.bucket, Key: correction.key, Body: file, IfNoneMatch: '*', ContentType: 'application/json', Metadata: { [DIGEST]: correction.sha256! },
      }));
      return;
    } catch (error) {
      const { name } = error as Error;
      if (name === 'PreconditionFailed') return;
      if (name !== 'ConditionalRequestConflict' || attempt === ATTEMPTS) throw error;
      await journal.clock.sleep(WAIT_MS * attempt);
    }
  }
}
