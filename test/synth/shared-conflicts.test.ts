import * as fc from 'fast-check';
import { evaluateExpression } from './support/jsonata';
import { synth } from './support/synth';
import { fanOutWorkflow, workflows } from './support/workflow';
import { assessBatch } from '../../lambda-src/engine/assess/assess-batch';
import { MAX_STATE_SIZE } from '../../src/private/contract/limits';
import type { AcceptedRecord, Batch, BatchInput, DeadLetterInput, SourceFile } from '../../src/private/contract/messages';
import { NO_TALLY } from '../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { wholeFile } from '../../src/private/contract/whole-file';
import { runs } from '../../testkit/property-runs';

const { template } = synth({ deadLettersPerBatch: 3 });
const [{ state: addCounts }] = fanOutWorkflow(template).states.filter(({ name }) => name === 'AddCounts');

interface Step extends BatchInput {
  readonly deadLetters: DeadLetterInput[];
  readonly after: BatchInput;
}

const file: SourceFile = { bucket: 'b', key: 'k', sendableKey: 'k', label: 'k', versionId: null, etag: 'e', size: 100, uploaded: '2026-11-26T22:00:00Z', begun: '2026-11-26T22:00:01.000Z' };
const batch: Batch = { offset: 0, end: 1e6, index: 0, scan: null, rejected: 5 };
const counts = NO_TALLY;

async function step(
  accepted: Array<Partial<AcceptedRecord>>, rejected: Array<{ records: number }>, outcomes: string[], next: Batch | null = null,
): Promise<Step> {
  const validated = { accepted, rejected, next, fileError: null };
  const added = await evaluateExpression(addCounts.Output, { input: { file, batch, counts, validated, outcomes } }) as Step | BatchInput;
  return 'after' in added ? added : { file, batch, counts, deadLetters: [], after: added };
}

test('the outcome of an insert says whether its conflict has a dead letter of its own, from the limit on', () => {
  for (const workflow of workflows(template)) {
    const [{ state, among }] = workflow.states.filter(({ name }) => name === 'SameRecord');
    const shares = state.Choices.find(({ NumericGreaterThanEquals }: any) => NumericGreaterThanEquals !== undefined);
    expect(shares).toMatchObject({ Variable: '$.rejectedBefore', NumericGreaterThanEquals: 3 });
    expect(among.States[shares.Next]).toMatchObject({ Type: 'Pass', Result: 'shared conflict', End: true });
    const [{ state: insert }] = workflow.states.filter(({ name }) => name === 'InsertAccepted');
    expect(insert.ItemSelector['rejectedBefore.$']).toBe('$.batch.rejected');
  }
});

test('whatever the outcomes, each shared conflict is in one stretch of the dead letter, and the cursor counts all of them', async () => {
  const records = fc.array(fc.tuple(fc.constantFrom('inserted', 'conflict', 'shared conflict', 'shared conflict', 'repeated'), fc.boolean()), { maxLength: 12 });
  await fc.assert(fc.asyncProperty(records, fc.array(fc.nat(3), { maxLength: 3 }), async (all, groups) => {
    // Between two accepted records there may be a rejected one.
    let index = 10;
    const accepted = all.map(([, gap]) => ({ index: (index += gap ? 2 : 1), offset: 100 * index, length: 90 }));
    const outcomes = all.map(([outcome]) => outcome);
    const rejected = groups.map((count) => ({ records: count + 1 }));
    const next = { ...batch, offset: 50 };

    const { deadLetters, after, ...before } = await step(accepted, rejected, outcomes, next);

    const conflicts = accepted.filter((_, i) => outcomes[i] === 'shared conflict');
    const stretches: Array<{ byteOffset: number; byteLength: number }> = [];
    conflicts.forEach((record, i) => {
      const last = stretches[stretches.length - 1];
      if (i > 0 && conflicts[i - 1].index + 1 === record.index) last.byteLength = record.offset + 90 - last.byteOffset;
      else stretches.push({ byteOffset: record.offset, byteLength: 90 });
    });
    expect(deadLetters.slice(0, rejected.length)).toEqual(rejected);
    expect(deadLetters.slice(rejected.length)).toEqual(conflicts.length === 0 ? [] : [{
      index: conflicts[0].index,
      offset: conflicts[0].offset,
      length: conflicts[conflicts.length - 1].offset + 90 - conflicts[0].offset,
      reason: 'TOO_MANY_REJECTED',
      errors: [{ pointer: '', keyword: 'KEY_CONFLICT', message: `${conflicts.length} of ${conflicts.length} records` }],
      record: null,
      recordBase64: null,
      records: conflicts.length,
      stretches,
    }]);
    // A dead letter that can't be sent repeats the step.
    expect(before).toEqual({ file, batch, counts });
    const rejectedRecords = groups.reduce((sum, count) => sum + count + 1, 0);
    const inConflict = outcomes.filter((outcome) => outcome.endsWith('conflict')).length;
    expect(after.batch).toEqual({ ...next, rejected: batch.rejected + rejectedRecords + inConflict });
    expect(after.counts).toMatchObject({ records: all.length + rejectedRecords, rejected: rejectedRecords, conflicts: inConflict });
  }), runs(200));
});

test('the shared dead letter of the densest records fits into a state and into a message', async () => {
  const bytes = Buffer.from('{"id":"1"}\n'.repeat(2_000));
  const source = {
    size: bytes.length,
    read: (from: number, to: number) => Promise.resolve(bytes.subarray(from, to)),
    stream: () => { throw new Error('is not streamed'); },
  };
  const options = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'k', type: 'S' as const, pointers: ['/id'] }] };
  const validate = Object.assign(() => true, { errors: null });
  const { accepted } = await assessBatch({ source, batch: wholeFile(source.size), options, validate, objectKey: 'k' });
  expect(accepted.length).toBeGreaterThan(400);
  // At the end of the largest file, and with a record between any two, so that each is a stretch.
  const far = accepted.map((record, i) => ({ ...record, index: 1e12 + 2 * i, offset: 5e12 + 2 * i, length: 1_000_000 }));

  const start = process.cpuUsage();
  const { deadLetters } = await step(far, [], far.map(() => 'shared conflict'), batch);

  // Processor time, in microseconds: other work on the machine does not count.
  const { user, system } = process.cpuUsage(start);
  expect(user + system).toBeLessThan(1_500_000);
  const [{ stretches }] = deadLetters;
  expect(stretches).toHaveLength(far.length);
  expect(Buffer.byteLength(JSON.stringify(deadLetters))).toBeLessThan(MAX_STATE_SIZE / 5);
});
