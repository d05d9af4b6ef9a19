import { CONFIGURATIONS, synthOnce } from './support/configurations';
import { evaluateExpression, expressionsOf, refusedIn } from './support/jsonata';
import type { LocatedState } from './support/workflow';
import { workflows } from './support/workflow';
import { MAX_CAUSE_LENGTH } from '../../src/private/contract/limits';
import type { Batch, BatchInput, SourceFile, Tally, ValidateRecordOutput } from '../../src/private/contract/messages';
import { NO_COUNTS, NO_TALLY, forEachCount, historyPartition } from '../../src/private/contract/messages';
import { messageOf } from '../../src/private/workflows/tasks/cause';

const states = CONFIGURATIONS.flatMap((configuration) => workflows(synthOnce(configuration).template).flatMap((workflow) => workflow.states));
const context = { Execution: { Id: 'arn:execution', StartTime: '2026-10-01T11:45:35.838Z' }, State: { EnteredTime: '2026-10-01T11:45:36.000Z' } };

/** The different forms that a state has in all configurations. */
function forms(name: string): LocatedState[] {
  const found = new Map(states.filter((located) => located.name === name).map((located) => [JSON.stringify(located.state), located]));
  if (found.size === 0) throw new Error(`no state ${name}`);
  return [...found.values()];
}

/** The output of a state, which is the same in all configurations. */
async function output(name: string, input: unknown, result?: unknown): Promise<any> {
  const outputs = await Promise.all(forms(name).map(({ state }) => evaluateExpression(state.Output, { input, result, context })));
  outputs.forEach((other) => expect(withoutPipeline(other)).toEqual(withoutPipeline(outputs[0])));
  return outputs[0];
}

const withoutPipeline = (value: unknown): string => JSON.stringify(value).replace(/"pipeline":"[^"]*"/g, '');

const file: SourceFile = { bucket: 'b', key: 'k', sendableKey: 'k', label: 'k', versionId: null, etag: 'e', size: 100, uploaded: '2026-10-01T11:45:35Z', begun: '2026-10-01T11:45:35.838Z' };
const batch: Batch = { offset: 10, end: 100, index: 3, scan: null, rejected: 1 };
const counts: Tally = { ...forEachCount(() => 7), reasons: { SCHEMA_VIOLATION: 7 }, batches: 0 };
const input: BatchInput = { file, batch, counts };

test('no expression refers to an input that it does not have, which Step Functions refuses', () => {
  const all = states.flatMap(expressionsOf);
  expect(all.length).toBeGreaterThan(50);
  for (const { expression } of all) expect(refusedIn(expression)).toEqual([]);
  expect(refusedIn('{% $count($) + foo + $x.bar[baz = $$.a].($ + q) %}')).toEqual(['$', 'foo', '$$']);
});

test('every condition is true or false, whatever the input', async () => {
  const inputs: unknown[] = [null, {}, [], [{}], 'text', 0, { source: 1, detail: [] }, { batch: null, rest: null, batches: [], counts: {} }, { counts: null, detail: null }];
  const conditions = states.flatMap(expressionsOf).filter(({ place }) => place.endsWith('/Condition'));
  expect(conditions.length).toBeGreaterThan(10);
  for (const { expression } of conditions) {
    for (const other of inputs) expect([expression, typeof await evaluateExpression(expression, { input: other, context })]).toEqual([expression, 'boolean']);
  }
});

describe('AddCounts', () => {
  const record = { records: 1 };
  test.each([
    ['no record', [], [], [], { records: 7, inserted: 7, rejected: 7 }],
    ['one accepted record', [{}], [], ['inserted'], { records: 8, inserted: 8, rejected: 7 }],
    ['one rejected record', [], [record], [], { records: 8, inserted: 7, rejected: 8 }],
    ['records that share a dead letter', [], [record, { records: 5 }], [], { records: 13, inserted: 7, rejected: 13 }],
    ['one that is not inserted', [{}], [record], ['rejected'], { records: 9, inserted: 7, rejected: 9 }],
    ['several', [{}, {}], [record], ['inserted', 'inserted'], { records: 10, inserted: 9, rejected: 8 }],
  ])('%s', async (_, accepted, rejected, outcomes, expected) => {
    const added = await output('AddCounts', { ...input, validated: { accepted, rejected, next: null, fileError: null }, outcomes });

    expect(added.after ?? added).toMatchObject({ file, batch: null, counts: expected });
    expect(added.deadLetters).toEqual(rejected.length > 0 ? rejected : undefined);
  });
});

describe('the reasons', () => {
  const reasonsAfter = async (before: object, rejected: object[], outcomes: string[]) => {
    const added = await output('AddCounts', { file, batch, counts: { ...counts, reasons: before }, validated: { accepted: [], rejected, next: null }, outcomes });
    return (added.after ?? added).counts.reasons;
  };

  test('add up over the steps of a batch, with records that share a dead letter, conflicts and what is not inserted', async () => {
    expect(await reasonsAfter({}, [], [])).toEqual({});
    expect(await reasonsAfter({ MISSING_KEY: 2 }, [], ['inserted'])).toEqual({ MISSING_KEY: 2 });
    expect(await reasonsAfter({}, [{ reason: 'TOO_DEEP', records: 1 }], [])).toEqual({ TOO_DEEP: 1 });
    expect(await reasonsAfter({ TOO_DEEP: 4 }, [
      { reason: 'TOO_DEEP', records: 1 }, { reason: 'TOO_MANY_REJECTED', records: 9 }, { reason: 'TOO_DEEP', records: 1 },
    ], ['conflict', 'rejected', 'inserted', 'conflict'])).toEqual({ TOO_DEEP: 6, TOO_MANY_REJECTED: 9, KEY_CONFLICT: 2, INSERT_FAILED: 1 });
  });

  test('add up over batches', async () => {
    const of = (reasons: object) => ({ counts: { ...counts, reasons }, rest: null });
    const after = async (results: object[]) => (await output('SumUp', { file, counts: { ...counts, reasons: {} }, batches: [], rest: null, results })).counts.reasons;
    expect(await after([])).toEqual({});
    expect(await after([of({}), of({})])).toEqual({});
    expect(await after([of({ TOO_DEEP: 1 }), of({}), of({ TOO_DEEP: 2, MISSING_KEY: 3 })])).toEqual({ TOO_DEEP: 3, MISSING_KEY: 3 });
  });
});

describe('a row of the history', () => {
  const row = async (name: string, of: object) => {
    const [{ state }] = forms(name);
    return evaluateExpression(state.Arguments.Item, { input: { file, ...of }, context }) as Promise<any>;
  };

  test('has an attribute for what is known, and none for what is not', async () => {
    const processed = await row('WriteProcessed', { counts: { ...counts, reasons: { TOO_DEEP: 2 }, batches: 3 } });
    expect(processed).toMatchObject({
      status: { S: 'processed' },
      key: { S: 'k' },
      uploaded: { S: file.uploaded },
      records: { N: '7' },
      batches: { N: '3' },
      reasons: { M: { TOO_DEEP: { N: '2' } } },
      durationMs: { N: expect.stringMatching(/^\d+$/) },
      execution: { S: 'arn:execution' },
    });
    expect(Object.keys(processed)).not.toContain('versionId');
    expect(Object.keys(await row('WriteProcessed', { counts: { ...counts, reasons: {} } }))).not.toContain('reasons');
    expect(await row('WriteProcessed', { file: { ...file, versionId: 'v' }, counts })).toMatchObject({ versionId: { S: 'v' } });
    const begun = await row('WriteBegun', { counts });
    expect(['done', 'records', 'reason'].filter((name) => name in begun)).toEqual([]);
    expect(await row('WriteFailed', { execution: 'arn:other', detail: { reason: 'FILE_CHANGED', message: '' } }))
      .toMatchObject({ status: { S: 'failed' }, reason: { S: 'FILE_CHANGED' }, message: { S: '' }, execution: { S: 'arn:other' } });
  });

  test.each(['a1', 'F0', '"9f"', '9f-3', '"', 'zz', '\n', '\u{1f600}'])('with the ETag %j is in the partition in which readers look', async (etag) => {
    expect((await row('WriteBegun', { file: { ...file, etag } })).day.S).toBe(historyPartition('2026-10-01', etag));
  });

  test('is the same for a doubled event, and another for another object, version, content or time', async () => {
    const upload = async (members: object) => (await row('WriteBegun', { file: { ...file, ...members } })).upload.S;
    const key = await upload({});
    expect(key).toMatch(/^2026-10-01T11:45:35Z#[0-9a-f]{64}$/);
    expect(await upload({ begun: '2026-10-01T12:00:00.000Z' })).toBe(key);
    const others = [{ key: 'l' }, { versionId: 'v' }, { etag: 'f' }, { bucket: 'c' }, { uploaded: '2026-10-01T11:45:36Z' }, { key: 'k\nnull' }];
    expect(new Set([key, ...await Promise.all(others.map(upload))]).size).toBe(others.length + 1);
    expect(Buffer.byteLength(await upload({ key: '\u{1f600}'.repeat(256) }))).toBeLessThan(1_024);
  });
});

describe('SumUp', () => {
  const done = { counts: { ...forEachCount(() => 1), reasons: { SCHEMA_VIOLATION: 1 }, batches: 1 }, rest: null };
  const left = { ...done, rest: batch };
  const failed = { ...done, failure: { Error: 'FILE_CHANGED', Cause: '' } };
  test.each([
    ['no batch', [], [], 7, undefined],
    ['one batch that is done', [done], [], 8, undefined],
    ['one batch that is not', [left], [batch], 8, undefined],
    ['two that are not', [left, done, left], [batch, batch], 10, undefined],
    ['one that cannot be read', [failed], [], 8, failed.failure],
    ['several that cannot be read', [done, failed, { ...failed, failure: { Error: 'x', Cause: 'y' } }], [], 10, failed.failure],
  ])('%s', async (_, results, batches, sum, failure) => {
    const round = await output('SumUp', { file, counts, batches: [batch], rest: null, results });

    expect(round).toEqual({
      file,
      rest: null,
      batches,
      counts: { ...forEachCount(() => sum), reasons: { SCHEMA_VIOLATION: sum }, batches: sum - 7 },
      ...(failure && { failure }),
    });
  });
});

describe('GatherIsolated', () => {
  const accepted = { accepted: { index: 3 }, rejected: null, fileError: null } as unknown as ValidateRecordOutput;
  const rejected = { accepted: null, rejected: { index: 4 }, fileError: null } as unknown as ValidateRecordOutput;
  const unread: ValidateRecordOutput = { accepted: null, rejected: null, fileError: { reason: 'FILE_CHANGED', message: 'gone' } };
  const gather = async (isolated: ValidateRecordOutput[], next: Batch | null) => (await output('GatherIsolated', {
    ...input, listed: { records: [], next, fileError: null }, isolated,
  })).validated;

  test('no record, one, and several', async () => {
    expect(await gather([], null)).toEqual({ accepted: [], rejected: [], next: null, fileError: null });
    expect(await gather([accepted], null)).toEqual({ accepted: [{ index: 3 }], rejected: [], next: null, fileError: null });
    expect(await gather([rejected], null)).toEqual({ accepted: [], rejected: [{ index: 4 }], next: null, fileError: null });
    expect(await gather([accepted, rejected, accepted], null)).toMatchObject({ accepted: [{ index: 3 }, { index: 3 }], rejected: [{ index: 4 }] });
  });

  test('what is rejected counts for the limit of dead letters in the rest of the batch', async () => {
    expect(await gather([accepted], batch)).toMatchObject({ next: batch });
    expect(await gather([rejected, accepted, rejected], batch)).toMatchObject({ next: { ...batch, rejected: 3 } });
  });

  test('a file that has changed meanwhile is told once', async () => {
    expect(await gather([accepted, unread, unread], batch)).toMatchObject({ fileError: unread.fileError });
  });
});

test('a record that is given up on has the position that was listed, and the error of the function', async () => {
  const record = { index: 3, offset: 5, length: 6, damaged: false };
  for (const Cause of ['', '{}']) {
    expect(await output('GiveUpOnRecord', { file, record, failure: { Error: 'Sandbox.Timedout', Cause } })).toMatchObject({
      accepted: null, rejected: { index: 3, offset: 5, length: 6, reason: 'VALIDATOR_FAILED', errors: [{ keyword: 'Sandbox.Timedout' }], records: 1 }, fileError: null,
    });
  }
});

describe('the causes of failures', () => {
  const describeFailure = async (Cause: string | undefined, Error = 'Lambda.X') => output('DescribeFailure', { file, failure: { Error, Cause } });

  test.each([
    ['none', undefined, ''],
    ['an empty one', '', ''],
    ['a short one', 'why\nnot', 'why\nnot'],
    ['the longest', 'x'.repeat(MAX_CAUSE_LENGTH), 'x'.repeat(MAX_CAUSE_LENGTH)],
    ['one that is too long', 'x\n'.repeat(MAX_CAUSE_LENGTH), 'x\n'.repeat(MAX_CAUSE_LENGTH / 2)],
    ['characters that SQS refuses', 'a\uffff', 'a\ufffd'],
  ])('%s', async (_, cause, message) => {
    const { rejected, detail } = await describeFailure(cause);
    expect(rejected.errors).toEqual([{ pointer: '', keyword: 'Lambda.X', message }]);
    expect(detail.message).toBe(message);
  });

  test('no character is cut in half, wherever the cut is', async () => {
    for (let before = MAX_CAUSE_LENGTH - 3; before <= MAX_CAUSE_LENGTH + 1; before++) {
      const cause = 'x'.repeat(before) + '\u{1f600}'.repeat(MAX_CAUSE_LENGTH);
      const message = await evaluateExpression(`{% ${messageOf('$states.input')} %}`, { input: cause }) as string;
      expect(message).not.toMatch(/[\ud800-\udfff]/u);
      expect(cause.startsWith(message)).toBe(true);
      expect(message.length).toBeGreaterThanOrEqual(MAX_CAUSE_LENGTH - 1);
      expect(message.length).toBeLessThanOrEqual(MAX_CAUSE_LENGTH);
    }
  });

  test('no expression cuts text of others with a function that counts differently in each engine', () => {
    for (const { expression } of states.flatMap(expressionsOf)) expect(expression).not.toMatch(/\$(substring|split|pad|trim)\b/);
  });

  test('a file error stays the reason, even if the object key is as long as can be, of characters beyond the BMP', async () => {
    const key = '\u{1f600}'.repeat(256);
    const of = { ...file, key, sendableKey: key, label: key };
    const { rejected, detail } = await output('DescribeFailure', { file: of, failure: { Error: 'FILE_CHANGED', Cause: 'the object has been deleted' } });
    expect(rejected.reason).toBe('FILE_CHANGED');
    expect(detail).toMatchObject({ key, reason: 'FILE_CHANGED', message: 'the object has been deleted' });
  });
});

describe('events', () => {
  const object = { key: '\u{1f600}'.repeat(256), etag: 'e', size: 0 };
  const time = '2026-11-26T22:00:00Z';
  const upload = (members: object = {}) => ({ source: 'aws.s3', time, detail: { bucket: { name: 'b' }, object: { ...object, ...members } } });

  /** What an upload continues with, which is the same for all sizes. */
  const describedUpload = async (event: object): Promise<any> => {
    const rules = forms('WhichEvent').flatMap(({ state }) => state.Choices as any[]).filter(({ Output }) => Output !== undefined);
    expect(new Set(rules.map(({ Output }) => Output)).size).toBe(1);
    return evaluateExpression(rules[0].Output, { input: event, context });
  };
  const ways = async (event: object): Promise<string> => {
    const [{ state }] = forms('WhichEvent').filter(({ among }) => 'WriteProcessed' in among.States);
    for (const { Condition, Next } of state.Choices as any[]) if (await evaluateExpression(Condition, { input: event, context })) return Next;
    return state.Default;
  };

  test.each([
    [0, 'WriteProcessed'], [1, 'ValidateBatch'], [1024 * 1024, 'ValidateBatch'], [1024 * 1024 + 1, 'StartFanOut'], [-1, 'DescribeInvalidEvent'], ['1', 'DescribeInvalidEvent'],
  ])('an upload of %j bytes continues with %s', async (size, next) => {
    expect(await ways(upload({ size }))).toBe(next);
  });

  test('the smallest and the longest upload become a batch', async () => {
    const described = await describedUpload(upload());
    expect(described).toEqual({
      file: { bucket: 'b', key: object.key, sendableKey: object.key, label: object.key, versionId: null, etag: 'e', size: 0, uploaded: time, begun: context.Execution.StartTime },
      batch: { offset: 0, end: 0, index: 0, scan: null, rejected: 0 },
      counts: NO_TALLY,
    });
    expect(await describedUpload(upload({ 'version-id': 'v' }))).toMatchObject({ file: { versionId: 'v' } });
    for (const odd of [undefined, null, 5, {}, 'yesterday', `${time}x`, '2026-11-26T22:00:00+01:00']) {
      expect(await describedUpload({ ...upload(), time: odd })).toMatchObject({ file: { uploaded: context.Execution.StartTime } });
    }
  });

  test.each([[null], [{}], [[]], [[{}]], [['a', 1]], [{ detail: { bucket: [], object: [] } }], [{ detail: { object: { key: ['k'] } } }]])(
    'an invalid event such as %j becomes a dead letter', async (event) => {
      expect(await output('DescribeInvalidEvent', event)).toMatchObject({
        file: { bucket: null, key: 'unknown', versionId: null, etag: null, size: null }, record: JSON.stringify(event), failure: { Error: 'INVALID_EVENT' },
      });
    },
  );

  test.each([[null], [{}], [{ detail: null }], [{ detail: { input: 'null' } }], [{ detail: { input: '[]', executionArn: 'a', status: 'FAILED' } }]])(
    'a status event such as %j is refused', async (event) => {
      await expect(output('DescribeFailedFanOut', event)).rejects.toThrow();
    },
  );

  test('a status event without error and cause, and one with null, say how the execution ended', async () => {
    const detail = { executionArn: 'a', status: 'TIMED_OUT', input: JSON.stringify({ file }) };
    for (const members of [{}, { error: null, cause: null }]) {
      expect(await output('DescribeFailedFanOut', { detail: { ...detail, ...members } })).toEqual({
        execution: 'a', file, failure: { Error: 'TIMED_OUT', Cause: 'the execution ended as TIMED_OUT' },
      });
    }
    expect(await output('ReadFailedFanOut', {}, [{ file }])).toEqual({ file });
  });

  test('what becomes of nothing is announced like anything else', async () => {
    const [{ state }] = forms('AnnounceProcessed');
    expect(await evaluateExpression(state.Arguments.Entries[0].Detail, { input: { file, counts: NO_COUNTS }, context })).toMatchObject({ key: 'k', versionId: null, records: 0, accepted: 0, durationMs: expect.any(Number) });
  });
});
