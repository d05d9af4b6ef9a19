import type { Duration } from 'aws-cdk-lib';
import { RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { queueWarnings } from './existing-queue';
import { resolveBucket, resolveDeadLetterQueue, resolveEncryptionKey, resolvePreviousEncryptionKeys, resolveTable } from './existing-resources';
import type { ObjectKeys } from './object-keys';
import { assertPatternFits, objectKeyWarnings, resolveObjectKeys } from './object-keys';
import { resolveRecordOptions, resolveSensitiveMembers } from './record-options';
import type { Reports } from './reports';
import { resolveReports } from './reports';
import { resolveSchema } from './resolve-schema';
import { resolveDeadLettersPerBatch, resolveDlqRetention, resolveLogRetention, resolveMaxConcurrency } from './settings';
import { flag, isGiven, oneOf } from './value-checks';
import type { Warning } from './warnings';
import { DuplicatePolicy } from '../../duplicate-policy';
import type { SalesDataPipelineProps } from '../../sales-data-pipeline-props';
import type { RecordOptions } from '../contract/names';
import { invalidProp, show, ValidationError } from '../contract/validation-error';
import type { SchemaFiles } from '../schema/schema-files';

/** Props that have been checked, with all defaults. */
export interface ResolvedProps extends Reports {
  /** The compiled schema; undefined for the default schema, which is built with the package. */
  readonly schemaFiles?: SchemaFiles;
  readonly recordOptions: RecordOptions;
  /** JSON pointers to members of a record that tools show on demand only. */
  readonly sensitiveMembers: string[];
  readonly deadLettersPerBatch: number;
  readonly objectKeys: ObjectKeys;
  readonly duplicatePolicy: DuplicatePolicy;
  readonly maxConcurrency: number;

  /** Existing resources; the pipeline creates those that are undefined. */
  readonly bucket?: IBucket;
  readonly table?: ITable;
  readonly deadLetterQueue?: IQueue;

  /** Keys of objects and dead letters from before. */
  readonly previousEncryptionKeys: IKey[];

  /** For the resources that the pipeline creates. */
  readonly encryptionKey?: IKey;
  readonly removalPolicy: RemovalPolicy;
  readonly autoDeleteObjects: boolean;
  readonly dlqRetention: Duration;
  readonly logRetention: RetentionDays;
  readonly logLevel: LogLevel;
  readonly tracingEnabled: boolean;

  readonly warnings: Warning[];
}

/** Checks all props and fills in the defaults. Creates nothing. Throws for the first prop that cannot work. */
export function resolveProps(scope: Construct, props: SalesDataPipelineProps): ResolvedProps {
  if (typeof props !== 'object' || Array.isArray(props)) {
    throw new ValidationError(`SalesDataPipeline: props must be an object, but is ${show(props)}. Leave it out for the defaults.`);
  }
  const duplicatePolicy = oneOf('duplicatePolicy', props.duplicatePolicy, Object.values(DuplicatePolicy), DuplicatePolicy.REJECT);
  const recordOptions = resolveRecordOptions(props, duplicatePolicy);
  const objectKeys = resolveObjectKeys(props.objectKeyPrefix, props.objectKeySuffix);
  const bucket = resolveBucket(scope, props.bucket);
  assertPatternFits(scope, bucket, objectKeys);
  const deadLetterQueue = resolveDeadLetterQueue(scope, props.deadLetterQueue);
  const dlqRetention = resolveDlqRetention(props.dlqRetention);
  if (deadLetterQueue && isGiven(props.dlqRetention)) {
    throw new ValidationError(`SalesDataPipeline: dlqRetention must be left out if deadLetterQueue is given, but is ${dlqRetention.toHumanString()}. `
      + 'Set the retention where you create the queue.');
  }
  const removalPolicy = oneOf('removalPolicy', props.removalPolicy,
    [RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE], RemovalPolicy.RETAIN);
  const schema = resolveSchema(props.schema);
  return {
    schemaFiles: schema.files,
    recordOptions,
    sensitiveMembers: resolveSensitiveMembers(props.sensitiveMembers),
    duplicatePolicy,
    deadLettersPerBatch: resolveDeadLettersPerBatch(props.deadLettersPerBatch),
    objectKeys,
    maxConcurrency: resolveMaxConcurrency(props.maxConcurrency),
    bucket,
    table: resolveTable(scope, props.table, recordOptions.tableKey),
    deadLetterQueue,
    ...resolveReports(scope, props),
    encryptionKey: resolveEncryptionKey(scope, props.encryptionKey),
    previousEncryptionKeys: resolvePreviousEncryptionKeys(scope, props.previousEncryptionKeys),
    removalPolicy,
    autoDeleteObjects: resolveAutoDeleteObjects(props.autoDeleteObjects, removalPolicy, bucket),
    dlqRetention,
    logRetention: resolveLogRetention(props.logRetention),
    logLevel: oneOf('logLevel', props.logLevel, Object.values(LogLevel), LogLevel.ERROR),
    tracingEnabled: flag('tracingEnabled', props.tracingEnabled),
    warnings: [...objectKeyWarnings(objectKeys), ...(deadLetterQueue ? queueWarnings(deadLetterQueue) : []), ...schema.warnings],
  };
}

/** Throws unless the bucket is one that goes with the stack: the CDK empties no other. */
function resolveAutoDeleteObjects(value: boolean | undefined, removalPolicy: RemovalPolicy, bucket: IBucket | undefined): boolean {
  const autoDeleteObjects = flag('autoDeleteObjects', value);
  if (autoDeleteObjects && bucket) {
    throw invalidProp('autoDeleteObjects', value, 'must be left out if bucket is given, because the pipeline never deletes objects of a bucket that it did not create',
      'Set autoDeleteObjects where you create the bucket.');
  }
  if (autoDeleteObjects && removalPolicy !== RemovalPolicy.DESTROY) {
    throw invalidProp('autoDeleteObjects', value, `needs removalPolicy DESTROY, which is ${removalPolicy.toUpperCase()}`,
      'Set removalPolicy: RemovalPolicy.DESTROY to delete the bucket with its objects, or leave autoDeleteObjects out to keep both.');
  }
  return autoDeleteObjects;
}
