import { DescribeExecutionCommand, DescribeMapRunCommand, ListExecutionsCommand, ListMapRunsCommand } from '@aws-sdk/client-sfn';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { PipelineOutputs } from './pipeline';

/** How much of the work was handed on to the Distributed Map. */
export interface FanOut {
  readonly executions: number;
  readonly children: number;
}

export async function countFanOut(sfn: SFNClient, outputs: PipelineOutputs): Promise<FanOut> {
  let executionCount = 0;
  let children = 0;
  for await (const { executionArn } of executions(sfn, outputs.FanOutWorkflowArn)) {
    executionCount++;
    const { mapRuns = [] } = await sfn.send(new ListMapRunsCommand({ executionArn }));
    for (const { mapRunArn } of mapRuns) {
      const { executionCounts } = await sfn.send(new DescribeMapRunCommand({ mapRunArn }));
      children += executionCounts?.total ?? 0;
    }
  }
  return { executions: executionCount, children };
}

/** Of executions that have not succeeded: which, how they stand, and why. */
export async function describeTrouble(sfn: SFNClient, outputs: PipelineOutputs): Promise<string[]> {
  const lines: string[] = [];
  for (const stateMachineArn of [outputs.FileWorkflowArn, outputs.FanOutWorkflowArn]) {
    for await (const { executionArn, status } of executions(sfn, stateMachineArn)) {
      if (status === 'SUCCEEDED') continue;
      const { error, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      lines.push([`${status} ${executionArn}`, error, cause].filter((part) => part).join('\n    '));
    }
  }
  return lines.length > 0 ? lines : ['No execution has failed or is still running.'];
}

async function* executions(sfn: SFNClient, stateMachineArn: string) {
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(new ListExecutionsCommand({ stateMachineArn, nextToken }));
    yield* page.executions ?? [];
    nextToken = page.nextToken;
  } while (nextToken);
}
