import { readFileSync } from 'fs';
import { join } from 'path';
import type { Duration } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { ParameterTier, StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { WatchedPipeline } from './watched-pipeline';
import { workflowLogGroup } from '../contract/names';
import type { RegistryEntry } from '../contract/registry';
import { REGISTRY_VERSION, registryName } from '../contract/registry';

/** What the entry says besides the resources. */
export interface RegisteredProps
  extends Pick<RegistryEntry, 'objectKeyPrefix' | 'objectKeySuffix' | 'tableKey' | 'recordsPointer' | 'attributes' | 'versionAttribute' | 'duplicatePolicy' | 'sensitiveMembers'> {
  readonly historyRetention: Duration;
}

/** The SSM parameter by which tools find the pipeline and its resources. */
export function register(scope: Construct, id: string, pipeline: WatchedPipeline, props: RegisteredProps): StringParameter {
  const { pipelineName, validatorFunction, splitterFunction } = pipeline;
  const entry: RegistryEntry = {
    version: REGISTRY_VERSION,
    library: libraryVersion(),
    pipeline: pipelineName,
    stack: Stack.of(scope).stackName,
    bucket: pipeline.bucket.bucketName,
    objectKeyPrefix: props.objectKeyPrefix,
    objectKeySuffix: props.objectKeySuffix,
    table: pipeline.table.tableName,
    tableKey: props.tableKey,
    recordsPointer: props.recordsPointer,
    attributes: props.attributes,
    versionAttribute: props.versionAttribute,
    duplicatePolicy: props.duplicatePolicy,
    historyTable: pipeline.historyTable?.tableName ?? null,
    historyRetentionDays: pipeline.historyTable ? props.historyRetention.toDays({ integral: false }) : null,
    sensitiveMembers: props.sensitiveMembers,
    deadLetterQueue: pipeline.deadLetterQueue.queueUrl,
    fileWorkflow: pipeline.fileWorkflow.stateMachineArn,
    fanOutWorkflow: pipeline.fanOutWorkflow.stateMachineArn,
    validatorFunction: validatorFunction.functionName,
    splitterFunction: splitterFunction.functionName,
    validatorLogs: validatorFunction.logGroup.logGroupName,
    splitterLogs: splitterFunction.logGroup.logGroupName,
    fileWorkflowLogs: workflowLogGroup(pipelineName, 'FileWorkflow'),
    fanOutWorkflowLogs: workflowLogGroup(pipelineName, 'FanOutWorkflow'),
  };
  return new StringParameter(scope, id, {
    parameterName: registryName(pipelineName),
    description: `Resources of the sales data pipeline ${pipelineName}`,
    stringValue: withoutReferences(JSON.stringify(entry)),
    // Standard, and so at no cost, up to 4 KB. Only very long prefixes and pointers make it longer.
    tier: ParameterTier.INTELLIGENT_TIERING,
  });
}

/** Parameter Store takes `{{…}}` for a reference to another parameter. Two braces in a row are only inside strings of the JSON. */
function withoutReferences(json: string): string {
  return json.replace(/\{(?=\{)/g, '\\u007b');
}

let version: string | undefined;

function libraryVersion(): string {
  version ??= (JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8')) as { version: string }).version;
  return version;
}
