import { findingsInDefinition } from '../../../tools/validators/definition';
import { CONFIGURATIONS, synthOnce } from '../support/configurations';
import { workflows } from '../support/workflow';

/** The validators want ARNs where the template has references. */
function deployed(definition: object): string {
  return JSON.stringify(definition)
    .replace(/<AWS::Partition>/g, 'aws').replace(/<AWS::Region>/g, 'us-east-1').replace(/<AWS::AccountId>/g, '111122223333').replace(/<AWS::URLSuffix>/g, 'amazonaws.com')
    .replace(/<(\w+)\.Arn>/g, 'arn:aws:lambda:us-east-1:111122223333:function:$1');
}

describe.each(CONFIGURATIONS)('$name', (configuration) => {
  test.each(['EXPRESS', 'STANDARD'])('validators of others find nothing in the %s workflow', async (type) => {
    const { definition } = workflows(synthOnce(configuration).template).find((workflow) => workflow.type === type)!;
    expect(await findingsInDefinition(deployed(definition))).toEqual([]);
  });
});

test.each([
  ['a state that does not exist', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }],
  ['a state that cannot be reached', { StartAt: 'A', States: { A: { Type: 'Pass', End: true }, B: { Type: 'Pass', End: true } } }],
  ['an unknown member of a state', { StartAt: 'A', States: { A: { Type: 'Pass', End: true, Outputs: {} } } }],
])('both validators find %s', async (_, definition) => {
  const findings = await findingsInDefinition(JSON.stringify(definition));
  expect(findings).toEqual(expect.arrayContaining([expect.stringMatching(/^asl-validator: /), expect.stringMatching(/^language service: /)]));
});
