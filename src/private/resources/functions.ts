import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import { grantKey } from './encryption';
import { arnForPrefix } from './upload-bucket';
import type { RecordSchema } from '../../record-schema';
import type { RecordOptions } from '../contract/names';
import { AJV_RUNTIME_MODULE, PIPELINE_NAME_ENV, RECORD_OPTIONS_ENV, SCHEMA_MODULE } from '../contract/names';
import { compileSchema } from '../schema/compile-schema';
import { assertNoTokens } from '../schema/schema-tokens';

export interface FunctionsProps {
  readonly pipelineName: string;
  readonly schema: RecordSchema;
  readonly recordOptions: RecordOptions;
  readonly bucket: IBucket;
  readonly objectKeyPrefix?: string;
  readonly logRetention: RetentionDays;
  readonly tracingEnabled: boolean;
}

/** The bundled handlers, made when the package was built. */
const HANDLERS = join(__dirname, '..', '..', '..', 'assets', 'lambda');

/** The two functions of a pipeline: one says of records whether they are valid, the other where they are. */
export function createFunctions(scope: Construct, props: FunctionsProps): { validator: IFunction; splitter: IFunction } {
  assertNoTokens(props.schema);
  const { code, warnings } = compileSchema(props.schema);
  warnings.forEach((warning) => Annotations.of(scope).addWarningV2('cdk-sales-data-pipeline:schema', `${props.schema._origin}: ${warning}`));

  const directory = mkdtempSync(join(tmpdir(), 'sales-data-pipeline-'));
  try {
    cpSync(HANDLERS, directory, { recursive: true });
    writeFileSync(join(directory, SCHEMA_MODULE), withRuntime(code));
    return {
      // A batch is some 400 KB; the memory is for the processor that comes with it.
      validator: createFunction(scope, 'Validator', directory, props, { memorySize: 1024, timeout: Duration.seconds(30), handler: 'index.validator' }),
      // Reads a whole file in one go, up to the time that a function has.
      splitter: createFunction(scope, 'Splitter', directory, props, { memorySize: 1769, timeout: Duration.minutes(15), handler: 'index.splitter' }),
    };
  } finally {
    // Both have been copied to the cloud assembly by now, unless the app asks for assets to stay where they are.
    if (!scope.node.tryGetContext(DISABLE_ASSET_STAGING_CONTEXT)) {
      rmSync(directory, { recursive: true });
    }
  }
}

/** Serves what the compiled schema requires from the bundle, so that the asset needs no node_modules. */
function withRuntime(code: string): string {
  return `(function (require) {${code}\n})(require('./${AJV_RUNTIME_MODULE}').requireRuntime);\n`;
}

function createFunction(scope: Construct, id: string, directory: string, props: FunctionsProps, options: {
  memorySize: number;
  timeout: Duration;
  handler: string;
}): IFunction {
  const logGroup = new LogGroup(scope, `${id}Logs`, { retention: props.logRetention, removalPolicy: RemovalPolicy.DESTROY });
  // Not the managed policy: it allows to write to every log group of the account.
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  grantReadVersions(props.bucket, props.objectKeyPrefix, role);
  return new LambdaFunction(scope, id, {
    ...options,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    code: Code.fromAsset(directory),
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    tracing: props.tracingEnabled ? Tracing.ACTIVE : Tracing.DISABLED,
    environment: {
      [PIPELINE_NAME_ENV]: props.pipelineName,
      [RECORD_OPTIONS_ENV]: JSON.stringify(props.recordOptions),
    },
  });
}

/** To read the uploaded objects, and to see that one is gone: without ListBucket S3 answers "denied" instead. */
function grantReadVersions(bucket: IBucket, prefix = '', role: Role): void {
  role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [arnForPrefix(bucket, prefix)] }));
  role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
  if (bucket.encryptionKey) { grantKey(bucket.encryptionKey, 'bucket', role, ['kms:Decrypt']); }
}
