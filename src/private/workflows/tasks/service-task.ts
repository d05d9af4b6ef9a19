import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { TaskMetricsConfig, TaskStateBaseProps } from 'aws-cdk-lib/aws-stepfunctions';
import { QueryLanguage, TaskStateBase, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

export interface ServiceTaskProps extends TaskStateBaseProps {
  /** The integration behind `arn:aws:states:::`, or the ARN of a function. */
  readonly resource: string;
  /** What the call is given; in a state of JSONata its arguments. */
  readonly parameters: { [name: string]: unknown };
  /** What the workflow's role must be allowed for this call. */
  readonly actions: string[];
  /** The only resources it must be allowed on. */
  readonly on: string[];
}

/** A call takes milliseconds. One that hangs must not use up the five minutes of an Express execution. */
const CALL_TIMEOUT = Timeout.duration(Duration.seconds(10));

/**
 * A call to a service, with exactly the rights that it needs. The CDK's own tasks grant more: wildcard KMS actions for a
 * queue, every version and alias for a function, none of the key's for a table.
 */
export class ServiceTask extends TaskStateBase {
  public static invoke(scope: Construct, id: string, fn: IFunction, props: TaskStateBaseProps & { payload: { [name: string]: unknown } }) {
    const { payload, ...base } = props;
    return new ServiceTask(scope, id, {
      ...base, resource: fn.functionArn, parameters: payload, actions: ['lambda:InvokeFunction'], on: [fn.functionArn],
    });
  }

  protected readonly taskMetrics?: TaskMetricsConfig;
  protected readonly taskPolicies: PolicyStatement[];

  constructor(scope: Construct, id: string, private readonly props: ServiceTaskProps) {
    // A function has a timeout of its own.
    super(scope, id, { taskTimeout: isIntegration(props.resource) ? CALL_TIMEOUT : undefined, ...props });
    this.taskPolicies = [new PolicyStatement({ actions: props.actions, resources: props.on })];
  }

  /** @internal */
  protected _renderTask(_topLevelQueryLanguage?: QueryLanguage): any {
    const { resource, parameters, queryLanguage } = this.props;
    return {
      Resource: isIntegration(resource) ? `arn:${Aws.PARTITION}:states:::${resource}` : resource,
      [queryLanguage === QueryLanguage.JSONATA ? 'Arguments' : 'Parameters']: parameters,
    };
  }
}

function isIntegration(resource: string): boolean {
  return /^[a-z-]+:/.test(resource) && !resource.startsWith('arn:');
}
