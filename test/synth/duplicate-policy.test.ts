import { DuplicatePolicy } from '../../src';
import { synth } from './support/synth';
import type { Workflow } from './support/workflow';
import { tasksThatCall, workflows } from './support/workflow';

const both = (duplicatePolicy?: DuplicatePolicy): Workflow[] => workflows(synth({ duplicatePolicy }).template);
const inserts = (workflow: Workflow) => tasksThatCall(workflow, 'dynamodb:putItem').map(({ state }) => state);

test.each([DuplicatePolicy.REJECT])('under %s an insert has the condition that the table key is free', (policy) => {
  for (const workflow of both(policy)) {
    expect(inserts(workflow)).toMatchObject([{
      Parameters: { ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': 'orderId' } },
    }]);
  }
});

test('under REJECT a consistent read gets the stored item when the table key is taken', () => {
  for (const workflow of both()) {
    const [{ state: insert, among }] = tasksThatCall(workflow, 'dynamodb:putItem');
    const taken = insert.Catch.find((c: any) => c.ErrorEquals.includes('DynamoDb.ConditionalCheckFailedException'));
    expect(among.States[taken.Next]).toMatchObject({ Resource: expect.stringMatching(/getItem$/), Parameters: { ConsistentRead: true } });
    // An insert whose condition fails is not retried.
    expect(insert.Retry[0]).toMatchObject({ ErrorEquals: ['DynamoDb.ConditionalCheckFailedException'], MaxAttempts: 0 });
  }
});

test('under OVERWRITE an insert has no condition, reads nothing and has no conflicts', () => {
  for (const workflow of both(DuplicatePolicy.OVERWRITE)) {
    const [insert] = inserts(workflow);
    expect(Object.keys(insert.Parameters).sort()).toEqual(['Item.$', 'TableName']);
    expect(tasksThatCall(workflow, 'dynamodb:getItem')).toEqual([]);
    expect(JSON.stringify(workflow.definition)).not.toContain('KEY_CONFLICT');
    expect(JSON.stringify(insert)).not.toContain('ConditionalCheckFailed');
  }
});
