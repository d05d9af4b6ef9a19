import type { Workflow } from '../../testkit/pipeline/workflow';

/** How much of the work was handed off to FanOutWorkflow. */
export interface FanOut {
  readonly executions: number;
  /** Of the Distributed Map, one for each batch. */
  readonly children: number;
}

export async function countFanOut(workflow: Workflow): Promise<FanOut> {
  const executions = await workflow.executions();
  const mapRuns = (await Promise.all(executions.map(async ({ executionArn }) => workflow.mapRuns(executionArn!)))).flat();
  const children = await Promise.all(mapRuns.map(async (mapRun) => workflow.childCount(mapRun)));
  return { executions: executions.length, children: children.reduce((sum, count) => sum + count, 0) };
}
