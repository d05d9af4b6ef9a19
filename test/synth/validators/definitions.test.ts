import { asDeployed, findingsInDefinition } from '../../../tools/validators/definition';
import { CONFIGURATIONS, synthOnce } from '../support/configurations';
import { synth } from '../support/synth';
import { workflows } from '../support/workflow';

describe.each(CONFIGURATIONS)('$name', (configuration) => {
  test.each(['EXPRESS', 'STANDARD'])('validators of others find nothing in the %s workflow', async (type) => {
    const { definition } = workflows(synthOnce(configuration).template).find((workflow) => workflow.type === type)!;
    expect(await findingsInDefinition(asDeployed(definition))).toEqual([]);
  });
});

test('validators of others find nothing in the workflow that counts stuck files', async () => {
  const { template } = synth({}, { use: (pipeline) => { pipeline.addAlarms(); } });
  const { definition } = workflows(template).find(({ logicalId }) => logicalId.includes('StuckFiles'))!;
  expect(await findingsInDefinition(asDeployed(definition))).toEqual([]);
});

test.each([
  ['a state that does not exist', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }],
  ['a state that cannot be reached', { StartAt: 'A', States: { A: { Type: 'Pass', End: true }, B: { Type: 'Pass', End: true } } }],
  ['an unknown member of a state', { StartAt: 'A', States: { A: { Type: 'Pass', End: true, Outputs: {} } } }],
])('both validators find %s', async (_, definition) => {
  const findings = await findingsInDefinition(JSON.stringify(definition));
  expect(findings).toEqual(expect.arrayContaining([expect.stringMatching(/^asl-validator: /), expect.stringMatching(/^language service: /)]));
});
