/** Findings of one rule of cdk-nag that have one reason. */
export interface Finding {
  /** The rule without the name of its pack; for IAM5 with the resource. */
  readonly rule: string;
  /** Paths of constructs below the pipeline, or below the stack for constructs that the CDK adds there. */
  readonly at: readonly string[];
  /** Why it stands. */
  readonly reason: string;
}

/** Findings that appear together. */
export interface Situation {
  readonly when: string;
  readonly findings: readonly Finding[];
}

const WORKFLOWS = ['FileWorkflow', 'FanOutWorkflow'];
const FUNCTIONS = ['Validator', 'Splitter'];
const FUNCTION_POLICIES = ['ValidatorRole/DefaultPolicy', 'SplitterRole/DefaultPolicy'];
const WORKFLOW_POLICIES = ['FileWorkflow/Role/DefaultPolicy', 'FanOutWorkflow/Role/DefaultPolicy'];
const STUCK_FILES = 'Alarms/StuckFiles';
const STUCK_FILES_POLICY = 'Alarms/StuckFiles/Role/DefaultPolicy';
const DISTRIBUTED_MAP_POLICY = 'FanOutWorkflow/DistributedMapPolicy';

const ACCESS_LOGS = 'Who logs access to objects, and where, is decided per account, in CloudTrail or a log bucket. '
  + 'Pass in a bucket with `serverAccessLogsBucket` if you need access logs.';

const HISTORY_NOT_RECOVERED = 'The rows of the history expire, and the records are elsewhere. Pass in a table with recovery if you need it.';

/** The findings of the pack AwsSolutions. */
export const AWS_SOLUTIONS = {
  always: {
    when: 'always',
    findings: [
      {
        rule: 'IAM5[Resource::*]',
        at: WORKFLOW_POLICIES,
        reason: 'Log delivery and X-Ray have actions that IAM cannot limit to resources.',
      },
      {
        rule: 'IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<workflow name>:*]',
        at: [DISTRIBUTED_MAP_POLICY],
        reason: 'Executions of this workflow only. The names of executions are not known at deployment.',
      },
      {
        rule: 'IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<workflow name>/Batches:*]',
        at: [DISTRIBUTED_MAP_POLICY],
        reason: 'Children of this workflow\'s Distributed Map only. Step Functions generates their names.',
      },
      {
        rule: 'IAM5[Resource::<bucket ARN>/*]',
        at: FUNCTION_POLICIES,
        reason: 'Every object in the bucket can be a sales file. `objectKeyPrefix` limits the permission to the prefix.',
      },
    ],
  },
  newHistory: {
    when: 'the pipeline creates the history',
    findings: [{ rule: 'DDB3', at: ['History'], reason: HISTORY_NOT_RECOVERED }],
  },
  newBucket: { when: 'the pipeline creates the bucket', findings: [{ rule: 'S1', at: ['Bucket'], reason: ACCESS_LOGS }] },
  newQueue: {
    when: 'the pipeline creates the queue',
    findings: [{ rule: 'SQS3', at: ['DeadLetterQueue'], reason: 'This queue is the dead-letter queue: people read it, no function does.' }],
  },
  importedBucket: {
    when: 'the bucket is imported',
    findings: [{
      rule: 'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      at: ['BucketNotificationsHandler…/Role'],
      reason: 'The CDK adds this function to the stack, to turn on the EventBridge notifications of an imported bucket.',
    }],
  },
  notAllLogged: {
    when: '`logLevel` is not `ALL`',
    findings: [{ rule: 'SF1', at: WORKFLOWS, reason: 'The level `ALL` logs eight events of 400 bytes for each record, 3.2 GB for a million. Set `logLevel` to turn it on.' }],
  },
  noTracing: {
    when: '`tracingEnabled` is `false`',
    findings: [{ rule: 'SF2', at: WORKFLOWS, reason: 'X-Ray is billed per trace. Set `tracingEnabled` to turn it on.' }],
  },
  alarms: {
    when: '`addAlarms` is called',
    findings: [
      {
        rule: 'IAM5[Resource::*]',
        at: [STUCK_FILES_POLICY],
        reason: 'Log delivery, X-Ray and `PutMetricData` have actions that IAM cannot limit to resources. The last is limited to the namespace `SalesDataPipeline`.',
      },
      { rule: 'SF1', at: [STUCK_FILES], reason: 'Failures are logged. What it counts is a metric.' },
      { rule: 'SF2', at: [STUCK_FILES], reason: 'X-Ray is billed per trace. Set `tracingEnabled` to turn it on.' },
    ],
  },
  tracing: {
    when: '`tracingEnabled` is `true`',
    findings: [{ rule: 'IAM5[Resource::*]', at: FUNCTION_POLICIES, reason: 'X-Ray has actions that IAM cannot limit to resources.' }],
  },
} as const satisfies { readonly [name: string]: Situation };

/** The findings of both HIPAA.Security and NIST.800.53.R5. */
export const HIPAA_AND_NIST = {
  always: {
    when: 'always',
    findings: [
      {
        rule: 'CloudWatchLogGroupEncrypted',
        at: ['ValidatorLogs', 'SplitterLogs', 'FileWorkflowLogs', 'FanOutWorkflowLogs'],
        reason: 'Logs contain positions, reasons and counts, but no records. CloudWatch Logs encrypts them with a key that AWS owns.',
      },
      {
        rule: 'DynamoDBInBackupPlan',
        at: ['Table'],
        reason: 'The table has point-in-time recovery. Backup plans belong to the account: add `sales.table` to yours.',
      },
      { rule: 'DynamoDBInBackupPlan', at: ['History'], reason: HISTORY_NOT_RECOVERED },
      { rule: 'DynamoDBPITREnabled', at: ['History'], reason: HISTORY_NOT_RECOVERED },
      {
        rule: 'IAMNoInlinePolicy',
        at: [...FUNCTION_POLICIES, ...WORKFLOW_POLICIES, 'FileWorkflow/EventsRole/DefaultPolicy', DISTRIBUTED_MAP_POLICY],
        reason: 'Each policy is for the one role it belongs to. The CDK writes all grants as inline policies.',
      },
      {
        rule: 'LambdaConcurrency',
        at: FUNCTIONS,
        reason: 'Reserved concurrency is taken from the account\'s quota. `maxConcurrency` limits how many batches of a large file run at a time.',
      },
      {
        rule: 'LambdaDLQ',
        at: FUNCTIONS,
        reason: 'The workflows invoke the functions synchronously and handle each failure. Lambda uses its dead-letter queue for asynchronous invocations only.',
      },
      {
        rule: 'LambdaInsideVPC',
        at: FUNCTIONS,
        reason: 'The functions call S3 only, over TLS, and reach nothing inside a VPC.',
      },
      { rule: 'S3BucketLoggingEnabled', at: ['Bucket'], reason: ACCESS_LOGS },
      {
        rule: 'S3BucketReplicationEnabled',
        at: ['Bucket'],
        reason: 'Replication needs a second bucket and a choice of region. Pass in a bucket that replicates.',
      },
    ],
  },
  alarms: {
    when: '`addAlarms` is called',
    findings: [
      { rule: 'CloudWatchLogGroupEncrypted', at: ['Alarms/StuckFilesLogs'], reason: 'Logs contain names of executions, but no records. CloudWatch Logs encrypts them with a key that AWS owns.' },
      {
        rule: 'IAMNoInlinePolicy',
        at: [STUCK_FILES_POLICY, 'Alarms/StuckFiles/EventsRole/DefaultPolicy'],
        reason: 'Each policy is for the one role it belongs to. The CDK writes all grants as inline policies.',
      },
    ],
  },
  noEncryptionKey: {
    when: '`encryptionKey` is not set',
    findings: [{ rule: 'S3DefaultEncryptionKMS', at: ['Bucket'], reason: 'S3 encrypts the bucket with keys that AWS owns. Set `encryptionKey` to use your own.' }],
  },
} as const satisfies { readonly [name: string]: Situation };
