import { functionOptions } from './support/options';
import { synth } from './support/synth';
import type { Workflow } from './support/workflow';
import { inserts, tasksThatCall, workflows } from './support/workflow';
import type { SalesDataPipelineProps } from '../../src';
import { DuplicatePolicy } from '../../src';

const { REJECT, OVERWRITE } = DuplicatePolicy;
const both = (props: SalesDataPipelineProps): Workflow[] => workflows(synth(props).template);
const puts = (props: SalesDataPipelineProps) => both(props).map((workflow) => {
  const [task, ...others] = inserts(workflow);
  expect(others).toEqual([]);
  return task;
});

test.each([undefined, REJECT])('under %s an item is put if its table key is free, and has no version', (duplicatePolicy) => {
  for (const { state } of puts({ duplicatePolicy })) {
    expect(state.Arguments).toEqual({
      TableName: expect.any(String),
      Item: '{% $states.input.accepted.item %}',
      ConditionExpression: 'attribute_not_exists(#key)',
      ExpressionAttributeNames: { '#key': 'orderId' },
    });
  }
  expect(recordOptions({ duplicatePolicy })).toMatchObject({ attributes: { contentHash: '_contentHash', source: '_source' }, version: null });
});

test.each([
  [{}, []],
  [{ recordVersion: { pointers: ['/a', '/b'] } }, ['/a', '/b']],
])('under OVERWRITE, with %j, an item is put if the stored one is older', (props, pointers) => {
  for (const { state } of puts({ duplicatePolicy: OVERWRITE, ...props })) {
    expect(state.Arguments).toEqual({
      TableName: expect.any(String),
      Item: '{% $states.input.accepted.item %}',
      ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
      ExpressionAttributeNames: { '#version': '_version' },
      ExpressionAttributeValues: { ':version': { N: '{% $states.input.accepted.version %}' } },
      ReturnValues: 'ALL_OLD',
    });
  }
  expect(recordOptions({ duplicatePolicy: OVERWRITE, ...props })).toMatchObject({ version: { attribute: '_version', pointers } });
});

test.each([REJECT, OVERWRITE])('under %s a consistent read gets what is stored if the condition fails, and no attempt is repeated before', (duplicatePolicy) => {
  for (const { state: insert, among } of puts({ duplicatePolicy })) {
    const failed = insert.Catch.find((c: any) => c.ErrorEquals.includes('DynamoDb.ConditionalCheckFailedException'));
    expect(among.States[failed.Next]).toMatchObject({ Resource: expect.stringMatching(/getItem$/), Arguments: { ConsistentRead: true } });
    expect(insert.Retry[0]).toMatchObject({ ErrorEquals: expect.arrayContaining(['DynamoDb.ConditionalCheckFailedException']), MaxAttempts: 0 });
  }
});

test('a replaced item that is larger than a state is replaced, and the put is not repeated', () => {
  for (const { state: insert, among } of puts({ duplicatePolicy: OVERWRITE })) {
    const tooLarge = insert.Catch.findIndex((c: any) => c.ErrorEquals.includes('States.DataLimitExceeded'));
    const any = insert.Catch.findIndex((c: any) => c.ErrorEquals.includes('States.ALL'));
    expect(any === -1 || tooLarge < any).toBe(true);
    expect(among.States[insert.Catch[tooLarge].Next]).toMatchObject({ Type: 'Pass', Result: 'replaced', End: true });
    expect(insert.Retry[0].ErrorEquals).toContain('States.DataLimitExceeded');
  }
  for (const { state } of puts({})) expect(JSON.stringify(state)).not.toContain('DataLimitExceeded');
});

test('attributes have the names that are chosen, and a name that looks like an expression is none', () => {
  const names = { contentHashAttribute: '{% 1 %}', sourceAttribute: '$.a', versionAttribute: "{%'%}" };
  const props = { duplicatePolicy: OVERWRITE, ...names };

  expect(recordOptions(props)).toMatchObject({ attributes: { contentHash: '{% 1 %}', source: '$.a' }, version: { attribute: "{%'%}" } });
  for (const workflow of both(props)) {
    const [{ state: put }] = inserts(workflow);
    expect(put.Arguments.ExpressionAttributeNames).toEqual({ '#version': '{% "{\\u0025\'\\u0025}" %}' });
    const [{ state: read }] = tasksThatCall(workflow, 'dynamodb:getItem');
    expect(read.Arguments.ExpressionAttributeNames).toEqual({
      '#key': 'orderId', '#hash': '{% "{\\u0025 1 \\u0025}" %}', '#source': '$.a', '#version': '{% "{\\u0025\'\\u0025}" %}',
    });
  }
});

/** What the functions are told; the same for both. */
function recordOptions(props: SalesDataPipelineProps): object {
  const [validator, splitter] = functionOptions(synth(props).template);
  expect(splitter).toEqual(validator);
  return validator;
}
