import type { Runtime } from './runtime';
import { typeName } from './type-name';
import { MAX_TEXTS, MAX_TEXTS_SIZE } from '../../src/private/contract/limits';
import type { AssessTextsInput, AssessTextsOutput, RecordOptions, TextVerdict } from '../../src/private/contract/messages';
import { wholeFile } from '../../src/private/contract/whole-file';
import { RecordAssessor } from '../engine/assess/assess-record';
import type { Assessment } from '../engine/assess/assessment';
import { STEP_FUNCTIONS_WORDS } from '../engine/assess/attribute-words';
import { SURROGATE } from '../engine/assess/dynamodb-item';
import { plainKey } from '../engine/assess/plain-key';
import { UploadVersion } from '../engine/assess/upload-version';
import { GO_ON } from '../engine/read/extent-reader';
import { memorySource } from '../engine/read/memory-source';
import { RecordReader } from '../engine/read/record-reader';
import { whyUnreadable } from '../engine/read/unreadable-file';

/** Stands for the file that a text may become. Its names decide about no verdict. */
const NO_FILE = { bucket: '', key: '', versionId: null, etag: '' };

/** What a text has none of that is not an accepted record. */
const NOT_ACCEPTED = { key: null, contentHash: null, version: null } as const;

/** Says what the pipeline would make of texts, each as a file of its own. Reads no file and counts nothing. */
export async function assessTexts(runtime: Runtime, { texts }: AssessTextsInput): Promise<AssessTextsOutput> {
  const inputError = whatIsWrong(texts);
  if (inputError !== null) return { verdicts: [], inputError };

  const { options, validate } = runtime;
  const assessor = new RecordAssessor(options, validate, NO_FILE.key, STEP_FUNCTIONS_WORDS, () => new UploadVersion(NO_FILE, new Date()));
  const verdicts: TextVerdict[] = [];
  for (const text of texts) verdicts.push(await assessText(text, assessor, options));
  runtime.log({ texts: texts.length, accepted: verdicts.filter(({ verdict }) => verdict === 'accepted').length });
  return { verdicts, inputError: null };
}

async function assessText(text: string, assessor: RecordAssessor, { recordsPointer, version }: RecordOptions): Promise<TextVerdict> {
  const source = memorySource(Buffer.from(text));
  const why = await whyUnreadable(source, recordsPointer);
  if (why !== null) {
    const reason = 'FILE_UNREADABLE';
    return { ...NOT_ACCEPTED, verdict: 'rejected', records: 0, reason, errors: [{ pointer: '', keyword: reason, message: why }] };
  }
  let records = 0;
  let first: Assessment | undefined;
  await new RecordReader(source, recordsPointer, wholeFile(source.size)).visitRecords({
    record: (extent, bytes) => {
      records++;
      first ??= assessor.assessExtent(extent, bytes);
      return GO_ON;
    },
  });
  if (records > 1 || first === undefined) return { ...NOT_ACCEPTED, verdict: 'not-one-record', records, reason: null, errors: [] };
  const { accepted, rejected } = first;
  if (accepted === null) return { ...NOT_ACCEPTED, verdict: 'rejected', records, reason: rejected.reason, errors: rejected.errors };
  const { key, contentHash } = accepted;
  // Without a pointer, the version is that of an upload, and there is none.
  const own = version !== null && version.pointers.length > 0 ? accepted.version : null;
  return { verdict: 'accepted', records, key: plainKey(key), contentHash, version: own, reason: null, errors: [] };
}

/** Whoever asks may send anything. */
function whatIsWrong(texts: unknown): string | null {
  if (!Array.isArray(texts)) return `"texts" must be an array of strings, but is ${typeName(texts)}`;
  if (texts.length > MAX_TEXTS) return `"texts" must have up to ${MAX_TEXTS} strings, but has ${texts.length}: ask about fewer at once`;
  const other = texts.findIndex((text) => typeof text !== 'string');
  if (other >= 0) return `"texts" must be an array of strings, but element ${other} is ${typeName(texts[other])}: pass each record as a text`;
  const size = texts.reduce((sum: number, text) => sum + Buffer.byteLength(text), 0);
  if (size > MAX_TEXTS_SIZE) return `"texts" must have up to ${MAX_TEXTS_SIZE} bytes in all, but has ${size}: ask about fewer at once`;
  const halved = texts.findIndex((text) => SURROGATE.test(text));
  return halved < 0 ? null : `"texts" must be Unicode, but element ${halved} has half of a surrogate pair, which no file in UTF-8 can have`;
}
