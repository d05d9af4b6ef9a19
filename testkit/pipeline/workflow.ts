import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand, DescribeMapRunCommand, StartExecutionCommand,
  paginateGetExecutionHistory, paginateListExecutions, paginateListMapRuns,
} from '@aws-sdk/client-sfn';
import type { DescribeExecutionOutput, ExecutionListItem, HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';

const POLL_MS = 100;

/** One of the workflows of a deployed pipeline. */
export class Workflow {
  constructor(private readonly sfn: SFNClient, public readonly arn: string) {}

  /** Starts an execution and returns its ARN. `mockCase` selects mocked responses of the emulator. */
  public async start(input: object, mockCase?: string): Promise<string> {
    const stateMachineArn = mockCase ? `${this.arn}#${mockCase}` : this.arn;
    const { executionArn } = await this.sfn.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
    return executionArn!;
  }

  /** Waits until an execution is over. */
  public async ended(executionArn: string, seconds = 60): Promise<DescribeExecutionOutput> {
    for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; await sleep(POLL_MS)) {
      const execution = await this.describe(executionArn);
      if (execution.status !== 'RUNNING') return execution;
    }
    throw new Error(`${executionArn} is still running after ${seconds} s`);
  }

  /** All executions, the newest first. */
  public async executions(): Promise<ExecutionListItem[]> {
    return this.list({ stateMachineArn: this.arn });
  }

  public async describe(executionArn: string): Promise<DescribeExecutionOutput> {
    return this.sfn.send(new DescribeExecutionCommand({ executionArn }));
  }

  public async history(executionArn: string): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    const pages = paginateGetExecutionHistory({ client: this.sfn }, { executionArn, maxResults: 1_000 });
    for await (const page of pages) events.push(...page.events ?? []);
    return events;
  }

  /** ARNs of the Map Runs of an execution. */
  public async mapRuns(executionArn: string): Promise<string[]> {
    const arns: string[] = [];
    const pages = paginateListMapRuns({ client: this.sfn }, { executionArn });
    for await (const { mapRuns = [] } of pages) arns.push(...mapRuns.map(({ mapRunArn }) => mapRunArn!));
    return arns;
  }

  public async childCount(mapRunArn: string): Promise<number> {
    const { executionCounts } = await this.sfn.send(new DescribeMapRunCommand({ mapRunArn }));
    return executionCounts?.total ?? 0;
  }

  public async children(mapRunArn: string): Promise<ExecutionListItem[]> {
    return this.list({ mapRunArn });
  }

  /** For each execution that has not succeeded: its ARN, its status, the error and its cause. */
  public async failures(): Promise<string[]> {
    const failed = (await this.executions()).filter(({ status }) => status !== 'SUCCEEDED');
    return Promise.all(failed.map(async ({ executionArn, status }) => {
      const { error, cause } = await this.describe(executionArn!);
      return [`${status} ${executionArn}`, error, cause].filter((part) => part).join('\n    ');
    }));
  }

  private async list(of: { stateMachineArn: string } | { mapRunArn: string }): Promise<ExecutionListItem[]> {
    const found: ExecutionListItem[] = [];
    for await (const { executions = [] } of paginateListExecutions({ client: this.sfn }, of)) found.push(...executions);
    return found;
  }
}
