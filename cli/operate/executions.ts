import type { ExecutionListItem, ExecutionStatus } from '@aws-sdk/client-sfn';
import { DescribeExecutionCommand, paginateListExecutions, RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { concurrently } from './concurrently';
import type { Pipeline } from './pipeline';
import type { FanOutInput } from '../../src/private/contract/messages';

/** Step Functions redrives an execution within 14 days of its end. */
const REDRIVABLE_MS = 14 * 86_400_000;
const NOT_SUCCEEDED = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const satisfies ExecutionStatus[];
/** Step Functions allows some descriptions a second. */
const AT_A_TIME = 4;

type Operated = Pick<Pipeline, 'aws' | 'entry'>;

/** An execution of FanOutWorkflow that has not succeeded, and so a file that is not processed, or only in part. */
export interface FailedExecution {
  readonly executionArn: string;
  readonly status: (typeof NOT_SUCCEEDED)[number];
  readonly ended: Date;
  readonly error: string | null;
  readonly cause: string | null;
  /** Object key, version and size of its file; null if somebody has started the execution with another input. */
  readonly file: { readonly key: string; readonly versionId: string | null; readonly bytes: number } | null;
  /** Why Step Functions does not redrive it; null if it does. */
  readonly notRedrivable: string | null;
}

/** The number of executions of FanOutWorkflow that are running, each with one file. */
export async function countRunning(operated: Operated): Promise<number> {
  let running = 0;
  for await (const _ of list(operated, 'RUNNING')) running++;
  return running;
}

/** Those that have not succeeded within the time in which they can be redriven, the latest first. */
export async function failedExecutions(operated: Operated): Promise<FailedExecution[]> {
  const after = Date.now() - REDRIVABLE_MS;
  const ended: ExecutionListItem[] = [];
  for (const status of NOT_SUCCEEDED) {
    for await (const execution of list(operated, status)) {
      if (execution.stopDate!.getTime() >= after) ended.push(execution);
    }
  }
  ended.sort((a, b) => b.stopDate!.getTime() - a.stopDate!.getTime());
  return concurrently(ended, AT_A_TIME, async ({ executionArn }) => describe(operated, executionArn!));
}

/** Lets an execution go on where it has failed. */
export async function redrive({ aws }: Operated, { executionArn }: FailedExecution): Promise<void> {
  await aws.sfn.send(new RedriveExecutionCommand({ executionArn }));
}

async function* list({ aws, entry }: Operated, statusFilter: ExecutionStatus): AsyncGenerator<ExecutionListItem> {
  const pages = paginateListExecutions({ client: aws.sfn }, { stateMachineArn: entry.fanOutWorkflow, statusFilter });
  for await (const { executions = [] } of pages) yield* executions;
}

async function describe({ aws }: Operated, executionArn: string): Promise<FailedExecution> {
  const described = await aws.sfn.send(new DescribeExecutionCommand({ executionArn }));
  return {
    executionArn,
    status: described.status as FailedExecution['status'],
    ended: described.stopDate!,
    error: described.error ?? null,
    cause: described.cause ?? null,
    file: fileOf(described.input),
    notRedrivable: described.redriveStatus === 'NOT_REDRIVABLE' ? described.redriveStatusReason ?? 'Step Functions does not say why' : null,
  };
}

function fileOf(input: string | undefined): FailedExecution['file'] {
  try {
    const { file: { key, versionId, size: bytes } } = JSON.parse(input ?? '') as FanOutInput;
    return typeof key === 'string' && typeof bytes === 'number' ? { key, versionId, bytes } : null;
  } catch {
    return null;
  }
}
