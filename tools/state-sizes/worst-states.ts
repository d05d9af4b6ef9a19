import type { Tried } from './hostile-files';
import { hostileFiles } from './hostile-files';
import { BATCH, BATCH_INPUT, BATCH_RESULTS, COUNTS, EXECUTION, FAILURE, FILE, HOSTILE_FAILURE, longest, size } from './worst-values';
import { BATCHES_PER_ROUND, MAX_CAUSE_LENGTH, MAX_ENTRY_SIZE } from '../../src/private/contract/limits';
import type { DeadLetter, DeadLetterInput } from '../../src/private/contract/messages';
import { DEAD_LETTER_VERSION } from '../../src/private/contract/messages';
import { MAX_EVENT_LENGTH, MAX_KEY_LENGTH } from '../../src/private/workflows/file-events';
import { ISOLATED_RECORDS } from '../../src/private/workflows/isolate-records';

/** A state at its largest: the larger of what goes in and what comes out. */
export interface WorstState {
  /** Name of the state in the definition. */
  readonly state: string;
  readonly holds: string;
  /** Computed from the limits of the code, in bytes of JSON. */
  readonly bytes: number;
  /** The result of a Map before `ResultPath` places or drops it: a list of what its iterations pass on. It has the limit of a state, too. */
  readonly isRawResult?: boolean;
  /** Of a hostile file, in bytes of JSON; undefined if only limits decide. */
  readonly tried?: Tried;
}

/** Stands for as many bytes of JSON. */
const filler = (bytes: number): string => 'x'.repeat(bytes - 2);
/** What ValidateBatch answers at most: MAX_ENTRY_SIZE is for the records. */
const ANSWER = { accepted: [filler(MAX_ENTRY_SIZE)], rejected: [], next: BATCH, fileError: null };
/** The shortest accepted record has some 400 bytes of JSON; the outcomes of inserting are shorter than this. */
const OUTCOMES = Array.from({ length: MAX_ENTRY_SIZE / 300 }, () => 'x'.repeat(20));
/** Among the rejected records of one answer: the fewest bytes that one can have. */
const SHORTEST_REJECT: DeadLetterInput = {
  reason: 'MISSING_KEY',
  errors: [{ pointer: '', keyword: 'key', message: '' }],
  records: 1,
  stretches: null,
  record: '',
  recordBase64: null,
  index: 0,
  offset: 0,
  length: 1,
};
const MOST_REJECTED = Math.ceil(MAX_ENTRY_SIZE / size(SHORTEST_REJECT));
const LISTED = {
  records: Array.from({ length: ISOLATED_RECORDS }, () => ({ index: FILE.size, offset: FILE.size, length: FILE.size, damaged: false })),
  next: BATCH,
  fileError: null,
};
const NO_VERDICT = { accepted: null, rejected: null, fileError: null };
const ISOLATED = Array.from({ length: ISOLATED_RECORDS }, (_, i) => (i === 0 ? { ...NO_VERDICT, accepted: filler(MAX_ENTRY_SIZE) } : NO_VERDICT));
const BATCHES = Array.from({ length: BATCHES_PER_ROUND }, () => BATCH);
const ROUND = { file: FILE, counts: COUNTS, batches: BATCHES, rest: BATCH };
const MESSAGE = longest(MAX_CAUSE_LENGTH);

/** A dead letter in which the record, or the event, has so many bytes of JSON. */
function deadLetter(bytes: number): object {
  const body: DeadLetter = {
    version: DEAD_LETTER_VERSION,
    reason: 'UNREPRESENTABLE_STRING',
    errors: [],
    records: 1,
    record: filler(bytes),
    recordBase64: null,
    source: {
      bucket: FILE.bucket,
      key: FILE.key,
      versionId: FILE.versionId,
      etag: FILE.etag,
      recordIndex: FILE.size,
      byteOffset: FILE.size,
      byteLength: FILE.size,
      stretches: null,
    },
    existing: { source: longest(MAX_KEY_LENGTH + 20) },
    pipeline: 'p'.repeat(255),
    execution: EXECUTION,
    time: new Date(0).toISOString(),
  };
  return {
    QueueUrl: 'q'.repeat(200),
    MessageBody: body,
    MessageAttributes: { reason: { DataType: 'String', StringValue: body.reason }, key: { DataType: 'String', StringValue: FILE.label } },
  };
}

/** The states that carry records or lists. Every other state carries a file, a batch and counts. */
export async function worstStates(): Promise<WorstState[]> {
  const tried = await hostileFiles();
  const described = {
    file: FILE,
    execution: EXECUTION,
    rejected: {
      reason: 'INVALID_EVENT',
      errors: [{ pointer: '', keyword: HOSTILE_FAILURE.Error, message: MESSAGE }],
      record: longest(MAX_EVENT_LENGTH),
      recordBase64: null,
      records: null,
      stretches: null,
      index: null,
      offset: 0,
      length: FILE.size,
    },
    detail: {
      pipeline: 'p'.repeat(255),
      bucket: FILE.bucket,
      key: FILE.key,
      versionId: FILE.versionId,
      etag: FILE.etag,
      bytes: FILE.size,
      execution: EXECUTION,
      reason: 'INVALID_EVENT',
      message: MESSAGE,
    },
  };
  return [
    { state: 'ValidateBatch', holds: 'file, batch, counts and the answer', bytes: size({ ...BATCH_INPUT, validated: ANSWER }), tried: tried.batch },
    { state: 'InsertAccepted', holds: 'the same and the outcomes', bytes: size({ ...BATCH_INPUT, validated: ANSWER, outcomes: OUTCOMES }) },
    {
      state: 'DeadLetterRejected',
      holds: 'dead letters; file, batch and counts before and after the step',
      bytes: size({ ...BATCH_INPUT, deadLetters: [filler(MAX_ENTRY_SIZE)], after: BATCH_INPUT }),
    },
    { state: 'InsertAccepted', holds: 'raw result: the outcomes', bytes: size(OUTCOMES), isRawResult: true },
    { state: 'DeadLetterRejected', holds: 'raw result: `{}` for each dead letter', bytes: size(Array.from({ length: MOST_REJECTED }, () => ({}))), isRawResult: true },
    { state: 'IsolateRecords', holds: 'raw result: the verdicts', bytes: size(ISOLATED), isRawResult: true },
    { state: 'ProcessBatches', holds: 'raw result: the results of the batches of a round', bytes: size(longestResults()), isRawResult: true },
    { state: 'Insert', holds: 'file, the longest record and an error of DynamoDB', bytes: size({ file: FILE, accepted: filler(MAX_ENTRY_SIZE), failure: FAILURE }) },
    { state: 'DeadLetter', holds: 'the longest record as a message', bytes: size(deadLetter(MAX_ENTRY_SIZE)) },
    { state: 'ListRecords', holds: 'positions of the records to isolate', bytes: size({ ...BATCH_INPUT, listed: LISTED }) },
    { state: 'ValidateRecord', holds: 'the longest verdict on one record', bytes: size({ ...NO_VERDICT, accepted: filler(MAX_ENTRY_SIZE) }) },
    { state: 'IsolateRecords', holds: 'positions and verdicts of isolated records', bytes: size({ ...BATCH_INPUT, listed: LISTED, isolated: ISOLATED }), tried: tried.isolation },
    { state: 'WhoFailed', holds: 'one position and an error of a function', bytes: size({ file: FILE, record: LISTED.records[0], failure: HOSTILE_FAILURE }) },
    { state: 'GatherIsolated', holds: 'the verdicts as an answer', bytes: size({ ...BATCH_INPUT, validated: ANSWER }) },
    { state: 'SplitFile', holds: 'file, counts and the batches of a round', bytes: size({ file: FILE, rest: BATCH, counts: COUNTS, split: { batches: BATCHES, rest: BATCH, fileError: null } }) },
    {
      state: 'ProcessBatches',
      holds: 'the batches of a round and their results',
      bytes: size({ ...ROUND, results: longestResults() }),
    },
    { state: 'StartFanOut', holds: 'file, batch, counts and an error of Step Functions', bytes: size({ ...BATCH_INPUT, failure: FAILURE }) },
    { state: 'ReadFailedFanOut', holds: 'file and the longest cause of an execution', bytes: size({ execution: EXECUTION, file: FILE, failure: HOSTILE_FAILURE }) },
    { state: 'DescribeFailure', holds: 'the longest event as a dead letter, and its announcement', bytes: size(described) },
    { state: 'DeadLetterFile', holds: 'the longest event as a message', bytes: size(deadLetter(size(longest(MAX_EVENT_LENGTH)))) },
    { state: 'AnnounceFailed', holds: 'the announcement', bytes: size({ Entries: [{ Source: 's', DetailType: 'd', Detail: described.detail, EventBusName: 'default' }] }) },
  ];
}

function longestResults(): object[] {
  const lists = BATCH_RESULTS.map((result) => BATCHES.map(() => result));
  return lists.reduce((longer, list) => (size(list) > size(longer) ? list : longer));
}
