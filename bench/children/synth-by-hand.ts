import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { ParameterTier, StringParameter } from 'aws-cdk-lib/aws-ssm';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { processorTime, synthArguments } from './synth-time';

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;
}

/** A text of a template, cut where it refers to a resource. */
type Parts = { readonly 'Fn::Join': [string, unknown[]] };

/** Synthesizes stacks with the resources of a pipeline each, written with the constructs of the CDK. Texts are those of the pipeline. */
const { count, outdir, source } = synthArguments();
const { Resources: resources } = JSON.parse(readFileSync(join(source, 'Stack0.template.json'), 'utf8')) as Template;
const code = join(source, readdirSync(source).find((name) => name.startsWith('asset.'))!);

const app = new App({ outdir, analyticsReporting: false });
for (let k = 0; k < count; k++) resourcesOfPipeline(new Stack(app, `Stack${k}`));
app.synth();
processorTime();

function resourcesOfPipeline(stack: Stack): void {
  const bucket = new Bucket(stack, 'Bucket', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  // In the resource itself: with `eventBridgeEnabled`, the CDK adds a custom resource and its function.
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  const onDemand = { billingMode: BillingMode.PAY_PER_REQUEST, encryption: TableEncryption.DEFAULT, removalPolicy: RemovalPolicy.RETAIN };
  const table = new Table(stack, 'Table', {
    ...onDemand, partitionKey: { name: 'orderId', type: AttributeType.STRING }, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  const history = new Table(stack, 'History', {
    ...onDemand,
    partitionKey: { name: 'day', type: AttributeType.STRING },
    sortKey: { name: 'upload', type: AttributeType.STRING },
    timeToLiveAttribute: 'expires',
  });
  const queue = new Queue(stack, 'DeadLetterQueue', {
    encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14), removalPolicy: RemovalPolicy.RETAIN,
  });

  const createFunction = (id: string, memorySize: number, timeout: Duration): LambdaFunction => {
    const logGroup = new LogGroup(stack, `${id}Logs`, { retention: 30, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [bucket.arnForObjects('*')] }));
    role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
    return new LambdaFunction(stack, id, {
      role,
      logGroup,
      memorySize,
      timeout,
      handler: `index.${id.toLowerCase()}`,
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      code: Code.fromAsset(code),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      environment: { PIPELINE_NAME: stack.stackName, RECORD_OPTIONS: '{}' },
    });
  };
  const validator = createFunction('Validator', 512, Duration.seconds(30));
  for (const name of ['AcceptedRecords', 'RejectedRecords', 'SharedDeadLetters', 'Bytes']) {
    validator.logGroup.addMetricFilter(name, {
      filterPattern: FilterPattern.exists(`$.${name}`),
      metricNamespace: 'SalesDataPipeline',
      metricName: name,
      metricValue: `$.${name}`,
      dimensions: { Pipeline: '$.Pipeline' },
      unit: Unit.COUNT,
    });
  }
  const splitter = createFunction('Splitter', 1769, Duration.minutes(15));

  /** A text of the pipeline's template, with references to the resources of this stack. */
  const text = (parts: Parts, machines: Record<string, StateMachine>): string => parts['Fn::Join'][1].map((part) => {
    if (typeof part === 'string') return part;
    const { Ref, 'Fn::GetAtt': attribute } = part as { 'Ref'?: string; 'Fn::GetAtt'?: string[] };
    const id = Ref ?? attribute![0];
    if (id === 'AWS::Partition') return stack.partition;
    const named = (name: string): boolean => id.startsWith(`Sales${name}`);
    return named('Validator') ? validator.functionArn : named('Splitter') ? splitter.functionArn : named('History') ? history.tableName
      : named('Table') ? table.tableName : named('DeadLetterQueue') ? queue.queueUrl : named('Bucket') ? bucket.bucketName
        : machines[named('FanOutWorkflow') ? 'FanOutWorkflow' : 'FileWorkflow'].stateMachineArn;
  }).join('');

  const machines: Record<string, StateMachine> = {};
  const createMachine = (id: string, stateMachineType: StateMachineType): StateMachine => {
    const [, { Properties }] = Object.entries(resources).find(([name, { Type }]) => Type === 'AWS::StepFunctions::StateMachine' && name.startsWith(`Sales${id}`))!;
    const machine = new StateMachine(stack, id, {
      stateMachineType,
      definitionBody: DefinitionBody.fromString(text(Properties.DefinitionString as Parts, machines)),
      logs: {
        destination: new LogGroup(stack, `${id}Logs`, {
          logGroupName: `/aws/vendedlogs/states/${stack.stackName}-${id}`, retention: 30, removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
      },
    });
    const allow = (actions: string[], resource: string): void => machine.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(['dynamodb:PutItem'], history.tableArn);
    allow(['dynamodb:PutItem'], table.tableArn);
    allow(['dynamodb:GetItem'], table.tableArn);
    allow(['lambda:InvokeFunction'], validator.functionArn);
    allow(['sqs:SendMessage'], queue.queueArn);
    machine.addToRolePolicy(new PolicyStatement({
      actions: ['events:PutEvents'],
      resources: [stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' })],
      conditions: { StringEquals: { 'events:source': 'sales-data-pipeline' } },
    }));
    machines[id] = machine;
    return machine;
  };
  const fanOut = createMachine('FanOutWorkflow', StateMachineType.STANDARD);
  fanOut.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [splitter.functionArn] }));
  const executions = (resourceName: string): string => stack.formatArn({ service: 'states', resource: 'execution', resourceName });
  fanOut.role.attachInlinePolicy(new Policy(stack, 'DistributedMapPolicy', {
    statements: [
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [fanOut.stateMachineArn] }),
      new PolicyStatement({ actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [executions(`${fanOut.stateMachineName}:*`)] }),
      new PolicyStatement({ actions: ['states:RedriveExecution'], resources: [executions(`${fanOut.stateMachineName}/Batches:*`)] }),
    ],
  }));
  const file = createMachine('FileWorkflow', StateMachineType.EXPRESS);
  fanOut.grantStartExecution(file);

  const target = new SfnStateMachine(file, { deadLetterQueue: queue, maxEventAge: Duration.hours(24), retryAttempts: 185 });
  new Rule(stack, 'Uploaded', {
    description: 'A sales file was uploaded',
    eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket: { name: [bucket.bucketName] } } },
    targets: [target],
  });
  new Rule(stack, 'FanOutFailed', {
    description: 'A big file was not processed to its end',
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [fanOut.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    },
    targets: [target],
  });
  const [registry] = Object.values(resources).filter(({ Type }) => Type === 'AWS::SSM::Parameter');
  new StringParameter(stack, 'Registry', {
    parameterName: `/sales-data-pipeline/${stack.stackName}`,
    description: `Resources of the sales data pipeline ${stack.stackName}`,
    stringValue: text(registry.Properties.Value as Parts, machines),
    tier: ParameterTier.INTELLIGENT_TIERING,
  });
}
