import { Duration } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { SalesDataPipeline, SalesDataPipelineProps } from '../../src';
import { historyTable, resources } from './support/cloudformation';
import { allowedTo } from './support/permissions';
import { errorOf, synth } from './support/synth';
import type { LocatedState } from './support/workflow';
import { fanOutWorkflow, fileWorkflow, successors, workflows, writesHistory } from './support/workflow';

const DAY = { name: 'day', type: AttributeType.STRING };
const UPLOAD = { name: 'upload', type: AttributeType.STRING };

const written = (states: LocatedState[]) => states.filter(({ state }) => writesHistory(state));
const names = (states: LocatedState[]) => states.map(({ name }) => name).sort();

describe('by default', () => {
  const { template, pipeline, text } = synth();

  test('the table is on demand and encrypted, and its rows expire', () => {
    expect(historyTable(template).Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }, { AttributeName: 'upload', KeyType: 'RANGE' }],
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
    expect(historyTable(template).Properties.GlobalSecondaryIndexes).toBeUndefined();
  });

  test('a small file costs one write, at its end; a large one is written at its beginning and at its end', () => {
    expect(names(written(fileWorkflow(template).states))).toEqual(['WriteFailed', 'WriteProcessed']);
    expect(names(written(fanOutWorkflow(template).states))).toEqual(['WriteBegun', 'WriteFailed', 'WriteProcessed']);
    expect(fanOutWorkflow(template).definition.StartAt).toBe('WriteBegun');
    for (const { enclosing } of workflows(template).flatMap(({ states }) => written(states))) expect(enclosing).toEqual([]);
  });

  test('the row is written before the announcement, also when it can\'t be', () => {
    const announced = workflows(template).flatMap(({ states }) => written(states)).filter(({ name }) => name !== 'WriteBegun');
    expect(announced).toHaveLength(4);
    for (const { state, among } of announced) {
      expect(JSON.stringify(ahead(among.States, state.Next))).toContain('events:putEvents');
    }
    for (const { state } of workflows(template).flatMap(({ states }) => written(states))) {
      expect(state.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: state.Next, Output: '{% $states.input %}' }]);
      expect(state.Output).toBe('{% $states.input %}');
    }
  });

  test('the row of a processed file stays, and finding it is not retried', () => {
    for (const { state } of workflows(template).flatMap(({ states }) => written(states))) {
      expect(state.Arguments).toMatchObject({
        TableName: text(pipeline.historyTable!.tableName),
        ConditionExpression: 'attribute_not_exists(#status) OR #status <> :processed',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':processed': { S: 'processed' } },
      });
      expect(state.Retry[0]).toEqual({ ErrorEquals: ['DynamoDb.ConditionalCheckFailedException'], MaxAttempts: 0 });
    }
  });

  test('the workflows may write rows, and do nothing else with the table', () => {
    const { tableArn } = pipeline.historyTable!;
    for (const { properties } of workflows(template)) {
      expect(allowedTo(template, properties.RoleArn).filter((right) => right.includes(` on ${text(tableArn)}`))).toEqual([`dynamodb:PutItem on ${text(tableArn)}`]);
    }
  });

  test('rows stay for 90 days', () => {
    for (const { state } of workflows(template).flatMap(({ states }) => written(states))) {
      expect(state.Arguments.Item).toContain(`/ 1000) + ${90 * 86_400})`);
    }
  });
});

test('rows stay for as long as historyRetention says', () => {
  const { template } = synth({ historyRetention: Duration.days(400) });
  for (const { state } of workflows(template).flatMap(({ states }) => written(states))) {
    expect(state.Arguments.Item).toContain(`/ 1000) + ${400 * 86_400})`);
  }
});

test('with a table that is passed in, no other is created, and its own retention applies to nothing', () => {
  const { template, pipeline, stack, text } = synth((s) => ({ historyTable: new Table(s, 'Files', { partitionKey: DAY, sortKey: UPLOAD }) }));
  expect(Object.keys(resources(template, 'AWS::DynamoDB::Table'))).toHaveLength(2);
  expect(pipeline.historyTable).toBe(stack.node.findChild('Files'));
  for (const { state } of workflows(template).flatMap(({ states }) => written(states))) {
    expect(state.Arguments.TableName).toBe(text(pipeline.historyTable!.tableName));
  }
});

test('an imported table can hold the history', () => {
  const { template } = synth((stack) => ({ historyTable: Table.fromTableName(stack, 'Files', 'files') }));
  for (const { state } of workflows(template).flatMap(({ states }) => written(states))) expect(state.Arguments.TableName).toBe('files');
});

test('without a history there is no table, no state and no permission for it', () => {
  const { template, pipeline } = synth({ historyEnabled: false });
  expect(pipeline.historyTable).toBeUndefined();
  expect(Object.keys(resources(template, 'AWS::DynamoDB::Table'))).toHaveLength(1);
  expect(workflows(template).flatMap(({ states }) => written(states))).toEqual([]);
  expect(fanOutWorkflow(template).definition.StartAt).toBe('SplitFile');
});

test('without announcements no event is sent, no permission is granted, and rules for them are refused', () => {
  const { template } = synth({ announcementsEnabled: false });
  expect(JSON.stringify(template.toJSON())).not.toMatch(/putEvents|events:PutEvents/);
  expect(workflows(template).flatMap(({ states }) => written(states))).toHaveLength(5);
  for (const on of ['onFileProcessed', 'onFileFailed'] as const) {
    expect(() => synth({ announcementsEnabled: false }, { use: (pipeline: SalesDataPipeline) => pipeline[on]('Rule') })).toThrow(/announcementsEnabled must be true .* but is false.*Leave announcementsEnabled out/);
  }
});

test.each<[string, SalesDataPipelineProps, RegExp]>([
  ['a retention of less than a day', { historyRetention: Duration.hours(12) }, /historyRetention must be at least one day.*but is "12 hours"/],
  ['a retention that is no Duration', { historyRetention: 90 as unknown as Duration }, /historyRetention must be a Duration, but is 90/],
  ['a retention without a history', { historyEnabled: false, historyRetention: Duration.days(9) }, /historyRetention must be left out if historyEnabled is false/],
  ['a text in place of a flag', { historyEnabled: 'no' as unknown as boolean }, /historyEnabled must be true or false, but is "no"/],
  ['a text in place of the other flag', { announcementsEnabled: 'no' as unknown as boolean }, /announcementsEnabled must be true or false, but is "no"/],
])('%s is refused', (_, props, message) => {
  expect(errorOf(() => props)).toMatch(message);
});

test('a table with another key is refused, with the key that it must have', () => {
  expect(errorOf((stack) => ({ historyTable: new Table(stack, 'Files', { partitionKey: { name: 'id', type: AttributeType.STRING } }) })))
    .toMatch(/historyTable must have the primary key day \(S\), upload \(S\), but is "id \(S\)"/);
  expect(errorOf((stack) => ({ historyEnabled: false, historyTable: new Table(stack, 'Files', { partitionKey: DAY, sortKey: UPLOAD }) })))
    .toMatch(/historyTable must be left out if historyEnabled is false/);
});

function ahead(states: LocatedState['among']['States'], name: string, seen = new Set<string>()): object[] {
  if (seen.has(name)) return [];
  seen.add(name);
  return [states[name], ...successors(states[name]).flatMap((next) => ahead(states, next, seen))];
}
