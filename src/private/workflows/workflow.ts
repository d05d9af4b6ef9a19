import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import { StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Define, Definition, NamesOf } from './definition';
import { writeDefinition } from './definition';
import { WrittenDefinitionBody } from './definition-body';
import { workflowLogGroup } from '../contract/names';

/** What is the same for all state machines of a pipeline. */
export interface StateMachineSettings {
  readonly pipelineName: string;
  readonly logLevel: LogLevel;
  readonly logRetention: RetentionDays;
  readonly tracingEnabled: boolean;
}

/**
 * A workflow of pipelines. Pipelines with the same settings have the same definition but for names, so a process writes it once:
 * to make its hundred states takes longer than all else that is made of a state machine.
 */
export class Workflow<Settings extends object, Names extends NamesOf<Names>> {
  private readonly definitions = new Map<string, Definition<Names>>();

  constructor(private readonly id: string, private readonly type: StateMachineType, private readonly define: Define<Settings & Names>) {}

  /**
   * A state machine that may do what its states need, and nothing else, with a log group of its own.
   *
   * @param settings what the definition is made of besides names, as plain data
   */
  public create(scope: Construct, settings: Settings, names: Names, props: StateMachineSettings): StateMachine {
    const definition = this.definition(settings, names);
    const stateMachine = new StateMachine(scope, this.id, {
      stateMachineType: this.type,
      definitionBody: new WrittenDefinitionBody(definition, names),
      tracingEnabled: props.tracingEnabled,
      logs: {
        destination: new LogGroup(scope, `${this.id}Logs`, {
          logGroupName: workflowLogGroup(props.pipelineName, this.id),
          retention: props.logRetention,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: props.logLevel,
        // Execution data contains the records, with names and addresses.
        includeExecutionData: false,
      },
    });
    // Lets the state machine start the executions of its Distributed Maps.
    definition.graph.bind(stateMachine);
    return stateMachine;
  }

  private definition(settings: Settings, names: Names): Definition<Names> {
    const given = (Object.keys(names) as (keyof Names & string)[]).filter((name) => names[name] !== undefined);
    const key = JSON.stringify([settings, given]);
    const known = this.definitions.get(key);
    if (known) return known;
    // Five minutes is the limit of an Express execution. A large file may take days.
    const timeout = this.type === StateMachineType.EXPRESS ? Duration.minutes(5) : Duration.days(7);
    const definition = writeDefinition(this.define, timeout, settings, given);
    this.definitions.set(key, definition);
    return definition;
  }
}
