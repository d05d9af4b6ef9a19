import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { grantKeyThrough, requireGrant } from './encryption';
import { createWithCode } from './function-code';
import { arnForPrefix, patternForPrefix } from './upload-bucket';
import { VALIDATOR_TIMEOUT } from '../contract/limits';
import type { FunctionOptions } from '../contract/names';
import { PIPELINE_NAME_ENV, RECORD_OPTIONS_ENV } from '../contract/names';
import type { ResolvedProps } from '../props/resolve-props';

export interface FunctionsProps extends Pick<ResolvedProps, 'schemaFiles' | 'recordOptions' | 'deadLettersPerBatch' | 'objectKeys' | 'previousEncryptionKeys' | 'logRetention' | 'tracingEnabled'> {
  readonly pipelineName: string;
  readonly bucket: IBucket;
}

/** The functions of a pipeline: the validator assesses records, the splitter finds where records start and end. */
export function createFunctions(scope: Construct, props: FunctionsProps): { validator: LambdaFunction; splitter: LambdaFunction } {
  return createWithCode(scope, props.schemaFiles, (directory) => {
    const validator = createFunction(scope, 'Validator', directory, props, {
      // As much as the worst record takes: docs/benchmarks.md. It waits for S3 most of the time, which costs by the memory.
      memorySize: 448, timeout: Duration.seconds(VALIDATOR_TIMEOUT), handler: 'index.validator',
    });
    // Reads a whole file in one invocation, for as long as a function may run.
    const splitter = createFunction(scope, 'Splitter', directory, props, { memorySize: 1769, timeout: Duration.minutes(15), handler: 'index.splitter' });
    return { validator, splitter };
  });
}

function createFunction(scope: Construct, id: string, directory: string, props: FunctionsProps, options: {
  memorySize: number;
  timeout: Duration;
  handler: string;
}): LambdaFunction {
  const functionOptions: FunctionOptions = { ...props.recordOptions, deadLettersPerBatch: props.deadLettersPerBatch };
  const logGroup = new LogGroup(scope, `${id}Logs`, { retention: props.logRetention, removalPolicy: RemovalPolicy.DESTROY });
  // Not the managed policy, which allows writing to every log group of the account.
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  grantReadVersions(props, role);
  return new LambdaFunction(scope, id, {
    ...options,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    // Lambda's own lines about an invocation only if it fails. Those of the function have the level INFO.
    systemLogLevelV2: SystemLogLevel.WARN,
    code: Code.fromAsset(directory),
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    tracing: props.tracingEnabled ? Tracing.ACTIVE : Tracing.DISABLED,
    environment: {
      [PIPELINE_NAME_ENV]: props.pipelineName,
      [RECORD_OPTIONS_ENV]: JSON.stringify(functionOptions),
    },
  });
}

/** Grants reading uploaded objects. Without ListBucket, S3 answers "access denied" for an object that does not exist. */
function grantReadVersions({ bucket, objectKeys: { prefix }, previousEncryptionKeys }: FunctionsProps, role: Role): void {
  role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [arnForPrefix(bucket, prefix)] }));
  role.addToPolicy(new PolicyStatement({
    actions: ['s3:ListBucket'],
    resources: [bucket.bucketArn],
    // Where an object does not exist, S3 takes its object key for the prefix of a listing.
    conditions: prefix === '' ? undefined : { StringLike: { 's3:prefix': patternForPrefix(prefix) } },
  }));
  for (const key of [...(bucket.encryptionKey ? [bucket.encryptionKey] : []), ...previousEncryptionKeys]) {
    requireGrant(grantKeyThrough('s3', role, key, role, ['kms:Decrypt']), key, 'bucket');
  }
}
