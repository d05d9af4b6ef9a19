import { CreateStateMachineCommand, DescribeExecutionCommand, ListExecutionsCommand, ListMapRunsCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { emulatorOfTests } from './support/emulator-of-tests';
import { ACCOUNT } from '../../../tools/emulator';

const running = emulatorOfTests();

const whoAmI = { Type: 'Pass', Parameters: { 'id.$': '$$.Execution.Id', 'startTime.$': '$$.Execution.StartTime', 'item.$': '$.item' }, End: true };
const definition = {
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', Seconds: 1, Next: 'Each' },
    Each: {
      Type: 'Map',
      Label: 'Each',
      ItemsPath: '$',
      ItemSelector: { 'item.$': '$$.Map.Item.Value' },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Inline',
        States: { Inline: { Type: 'Map', ItemsPath: '$.item', ItemProcessor: { StartAt: 'WhoAmI', States: { WhoAmI: whoAmI } }, ItemSelector: { 'item.$': '$$.Map.Item.Value' }, End: true } },
      },
      End: true,
    },
  },
};

test('a child of a Distributed Map has its own execution in the context object, also inside its own maps', async () => {
  const { stateMachineArn } = await running.clients.sfn.send(new CreateStateMachineCommand({
    name: 'parent', definition: JSON.stringify(definition), roleArn: `arn:aws:iam::${ACCOUNT}:role/any`,
  }));
  const { executionArn, startDate } = await running.clients.sfn.send(new StartExecutionCommand({ stateMachineArn, input: '[[1, 2], [3]]' }));
  const output = await outputOf(executionArn!) as { id: string; startTime: string; item: number }[][];

  const { mapRuns } = await running.clients.sfn.send(new ListMapRunsCommand({ executionArn }));
  const { executions } = await running.clients.sfn.send(new ListExecutionsCommand({ mapRunArn: mapRuns![0].mapRunArn }));
  const told = output.flat();
  expect(told.map(({ item }) => item)).toEqual([1, 2, 3]);
  expect(told[0].id).toBe(told[1].id);
  expect([...new Set(told.map(({ id }) => id))].sort()).toEqual(executions!.map((child) => child.executionArn).sort());
  for (const { startTime } of told) expect(Date.parse(startTime)).toBeGreaterThan(startDate!.getTime());
});

test('a Parallel in JSONata evaluates its Arguments and its Output', async () => {
  const Same = { Type: 'Pass', End: true };
  const Both = {
    Type: 'Parallel',
    QueryLanguage: 'JSONata',
    Arguments: '{% $states.input.a %}',
    Branches: [{ StartAt: 'Same', States: { Same } }],
    Output: '{% {"first": $states.result[0]} %}',
    End: true,
  };
  const { stateMachineArn } = await running.clients.sfn.send(new CreateStateMachineCommand({
    name: 'both', definition: JSON.stringify({ StartAt: 'Both', States: { Both } }), roleArn: `arn:aws:iam::${ACCOUNT}:role/any`,
  }));
  const { executionArn } = await running.clients.sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{"a":{"b":1}}' }));

  expect(await outputOf(executionArn!)).toEqual({ first: { b: 1 } });
});

test('an expression may take more than a second', async () => {
  const Count = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $count([1..150000].($ * 2)) %}', End: true };
  const { stateMachineArn } = await running.clients.sfn.send(new CreateStateMachineCommand({
    name: 'slow', definition: JSON.stringify({ StartAt: 'Count', States: { Count } }), roleArn: `arn:aws:iam::${ACCOUNT}:role/any`,
  }));
  const { executionArn } = await running.clients.sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));

  expect(await outputOf(executionArn!)).toBe(150_000);
}, 60_000);

async function outputOf(executionArn: string): Promise<unknown> {
  for (;;) {
    const { status, output } = await running.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return JSON.parse(output!);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
