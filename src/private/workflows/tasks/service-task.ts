import { Aws, Duration } from 'aws-cdk-lib';
import type { Conditions } from 'aws-cdk-lib/aws-iam';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { TaskMetricsConfig, TaskStateBaseProps } from 'aws-cdk-lib/aws-stepfunctions';
import { QueryLanguage, TaskStateBase, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

export interface ServiceTaskProps extends TaskStateBaseProps {
  /** Name of the integration, without `arn:aws:states:::`, or ARN of a function. */
  readonly resource: string;
  /** Parameters of the call: JSONPath, or JSONata with `queryLanguage`, which may be one expression. */
  readonly parameters: { [name: string]: unknown } | string;
  /** IAM actions that the call needs. */
  readonly actions: string[];
  /** ARNs of the resources that the call needs them on. */
  readonly on: string[];
  /** Conditions under which the call needs them. */
  readonly conditions?: Conditions;
}

/** A call takes milliseconds. One that hangs is retried before it uses up the five minutes of an Express execution. */
const CALL_TIMEOUT = Timeout.duration(Duration.seconds(10));

/**
 * A call to a service, which grants the workflow's role exactly what the call needs. The CDK's own tasks grant more or
 * less: wildcard KMS actions for a queue, every version and alias of a function, nothing on a table's encryption key.
 */
export class ServiceTask extends TaskStateBase {
  public static invoke(scope: Construct, id: string, functionArn: string, props: TaskStateBaseProps & { payload: { [name: string]: unknown } }) {
    const { payload, ...base } = props;
    return new ServiceTask(scope, id, {
      ...base, resource: functionArn, parameters: payload, actions: ['lambda:InvokeFunction'], on: [functionArn],
    });
  }

  protected readonly taskMetrics?: TaskMetricsConfig;
  protected readonly taskPolicies: PolicyStatement[];

  constructor(scope: Construct, id: string, private readonly props: ServiceTaskProps) {
    // A function has its own timeout.
    super(scope, id, { taskTimeout: isIntegration(props.resource) ? CALL_TIMEOUT : undefined, ...props });
    this.taskPolicies = [new PolicyStatement({ actions: props.actions, resources: props.on, conditions: props.conditions })];
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
