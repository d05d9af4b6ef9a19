import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IChainable, LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import { StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { WrittenDefinitionBody } from './definition-body';
import { FanOut } from './fan-out-workflow';
import { FileWorkflow } from './file-workflow';
import type { BatchResources } from './process-batch';
import { workflowLogGroup } from '../contract/names';

/** What is the same for all state machines of a pipeline. */
export interface StateMachineSettings {
  readonly pipelineName: string;
  readonly logLevel: LogLevel;
  readonly logRetention: RetentionDays;
  readonly tracingEnabled: boolean;
}

export interface WorkflowsProps extends BatchResources, StateMachineSettings {
  readonly maxConcurrency: number;
}

/** The state machines of a pipeline: FileWorkflow, the fast path, and FanOutWorkflow, the fallback path. */
export function createWorkflows(scope: Construct, props: WorkflowsProps): { fileWorkflow: StateMachine; fanOutWorkflow: StateMachine } {
  const fanOutWorkflow = createStateMachine(scope, 'FanOutWorkflow', props, StateMachineType.STANDARD, (machine) => new FanOut(machine, 'Definition', props));
  const fileWorkflow = createStateMachine(scope, 'FileWorkflow', props, StateMachineType.EXPRESS,
    (machine) => new FileWorkflow(machine, 'Definition', { ...props, fanOut: fanOutWorkflow }));
  return { fileWorkflow, fanOutWorkflow };
}

/** A state machine that may do what its states need, and nothing else, with a log group of its own. */
export function createStateMachine(
  scope: Construct,
  id: string,
  props: StateMachineSettings,
  stateMachineType: StateMachineType,
  define: (machine: Construct) => IChainable,
): StateMachine {
  const states = new Construct(scope, `${id}States`);
  const stateMachine = new StateMachine(scope, id, {
    stateMachineType,
    definitionBody: new WrittenDefinitionBody(define(states)),
    // Five minutes is the limit of an Express execution. A large file may take days.
    timeout: stateMachineType === StateMachineType.EXPRESS ? Duration.minutes(5) : Duration.days(7),
    tracingEnabled: props.tracingEnabled,
    logs: {
      destination: new LogGroup(scope, `${id}Logs`, {
        logGroupName: workflowLogGroup(props.pipelineName, id),
        retention: props.logRetention,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      level: props.logLevel,
      // Execution data contains the records, with names and addresses.
      includeExecutionData: false,
    },
  });
  // The definition is written. The CDK would visit its hundred states several times more, and find no resource.
  scope.node.tryRemoveChild(states.node.id);
  return stateMachine;
}
