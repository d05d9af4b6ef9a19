import { Names, RemovalPolicy } from 'aws-cdk-lib';
import type { MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IRule, OnEventOptions } from 'aws-cdk-lib/aws-events';
import { Rule } from 'aws-cdk-lib/aws-events';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { DuplicatePolicy } from './duplicate-policy';
import {
  ACCEPTED_RECORDS_METRIC, EVENT_SOURCE, FILE_FAILED, FILE_PROCESSED, METRIC_NAMESPACE, PIPELINE_DIMENSION, REJECTED_RECORDS_METRIC,
} from './private/contract/names';
import { assertEnvironment } from './private/props/environment-checks';
import { assertProps } from './private/props/prop-checks';
import { recordOptions } from './private/props/record-options';
import { checkDeadLetterQueue, createDeadLetterQueue } from './private/resources/dead-letter-queue';
import { assertEncryptionKey, grantKeys } from './private/resources/encryption';
import { createFunctions } from './private/resources/functions';
import { assertTableKey, createOrderTable } from './private/resources/order-table';
import { arnForPrefix, createUploadBucket } from './private/resources/upload-bucket';
import { createRules } from './private/resources/upload-trigger';
import { createWorkflows } from './private/workflows/workflows';
import { RecordSchema } from './record-schema';
import type { SalesDataPipelineProps } from './sales-data-pipeline-props';

/**
 * Sales files that are uploaded to S3 become items in DynamoDB; every record that can't is a dead letter in SQS that says
 * what is wrong with it and where it came from.
 *
 * Every record of every uploaded file ends in exactly one place, the table or the queue, unchanged, and the counts add
 * up: records = inserted + repeated + rejected + conflicts. A file that can't be read as records is itself one letter.
 */
export class SalesDataPipeline extends Construct {
  /**
   * Where sales files are uploaded to.
   */
  public readonly bucket: IBucket;

  /**
   * Where valid records are.
   */
  public readonly table: ITable;

  /**
   * Where all other records are.
   */
  public readonly deadLetterQueue: IQueue;

  /**
   * The Express workflow that every uploaded file starts.
   */
  public readonly fileWorkflow: IStateMachine;

  /**
   * The Standard workflow that files over 1 MiB are handed on to, and those that the file workflow has trouble with.
   */
  public readonly fanOutWorkflow: IStateMachine;

  /**
   * The function that assesses each record.
   */
  public readonly validatorFunction: IFunction;

  /**
   * The function that finds where the records of a big file start and end.
   */
  public readonly splitterFunction: IFunction;

  /**
   * The rule that starts the file workflow when a file is uploaded.
   */
  public readonly uploadRule: IRule;

  /**
   * Names the pipeline in letters and events, and in metrics as the dimension `Pipeline`. Unique within an account and a
   * region; up to 80 characters.
   */
  public readonly pipelineName: string;

  private readonly objectKeyPrefix: string;

  /**
   * @param scope the stack or construct that it is to be part of
   * @param id unique in the scope; part of the names of what is made
   * @param props what is to be other than by default
   */
  constructor(scope: Construct, id: string, props: SalesDataPipelineProps = {}) {
    super(scope, id);
    assertProps(props);
    assertEnvironment(this, props);

    const { encryptionKey, removalPolicy = RemovalPolicy.RETAIN, logRetention = RetentionDays.ONE_MONTH, tracingEnabled = false } = props;
    const options = recordOptions(props.recordsPointer, props.tableKey ?? undefined);
    if (encryptionKey) { assertEncryptionKey(encryptionKey); }
    this.pipelineName = Names.uniqueResourceName(this, { maxLength: 80, separator: '-' });
    this.objectKeyPrefix = props.objectKeyPrefix ?? '';

    this.bucket = props.bucket ?? createUploadBucket(this, 'Bucket', { encryptionKey, removalPolicy });
    props.bucket?.enableEventBridgeNotification();

    this.table = props.table ?? createOrderTable(this, 'Table', { tableKey: options.tableKey, encryptionKey, removalPolicy });
    assertTableKey(this.table, options.tableKey);

    this.deadLetterQueue = props.deadLetterQueue
      ?? createDeadLetterQueue(this, 'DeadLetterQueue', { retention: props.dlqRetention, encryptionKey, removalPolicy });
    checkDeadLetterQueue(this, this.deadLetterQueue);

    const { validator, splitter } = createFunctions(this, {
      pipelineName: this.pipelineName,
      schema: props.schema ?? RecordSchema.contactAndOrder(),
      recordOptions: options,
      bucket: this.bucket,
      objectKeyPrefix: props.objectKeyPrefix,
      logRetention,
      tracingEnabled,
    });
    this.validatorFunction = validator;
    this.splitterFunction = splitter;

    const { fileWorkflow, fanOutWorkflow } = createWorkflows(this, {
      pipelineName: this.pipelineName,
      table: this.table,
      partitionKey: options.tableKey[0].name,
      queue: this.deadLetterQueue,
      validator,
      splitter,
      duplicatePolicy: props.duplicatePolicy ?? DuplicatePolicy.REJECT,
      maxConcurrency: props.maxConcurrency ?? 10,
      logLevel: props.logLevel ?? LogLevel.ERROR,
      logRetention,
      tracingEnabled,
    });
    grantKeys(this, {
      // Not all tables that can be brought along tell their key.
      tableKey: (this.table as Partial<Table>).encryptionKey,
      queueKey: this.deadLetterQueue.encryptionMasterKey,
      workflows: [fileWorkflow, fanOutWorkflow],
    });
    this.fileWorkflow = fileWorkflow;
    this.fanOutWorkflow = fanOutWorkflow;

    this.uploadRule = createRules(this, {
      bucket: this.bucket,
      objectKeyPrefix: props.objectKeyPrefix,
      objectKeySuffix: props.objectKeySuffix,
      fileWorkflow,
      fanOutWorkflow,
      queue: this.deadLetterQueue,
    });
  }

  /**
   * Runs a target whenever a file has been processed, which is once all its records are in the table or in the queue.
   *
   * The event has the detail type `Sales File Processed` and in its detail `pipeline`, `bucket`, `key`, `versionId`,
   * `etag`, `bytes`, `execution`, `records`, `accepted` (= `inserted` + `repeated`), `inserted`, `repeated`, `rejected`,
   * `conflicts` and `durationMs`. It is delivered at least once.
   *
   * @param id the rule's id, in the scope of the pipeline: unique among the ids given here and those of its own parts, such as
   * `Uploaded`, `Bucket` or `Table`
   * @param options target, and what else a rule may have
   */
  public onFileProcessed(id: string, options: OnEventOptions = {}): Rule {
    return this.onEvent(id, FILE_PROCESSED, options);
  }

  /**
   * Runs a target whenever a file could not be processed, which is also a letter in the dead-letter queue.
   *
   * The event has the detail type `Sales File Failed` and in its detail `pipeline`, `bucket`, `key`, `versionId`, `etag`,
   * `bytes`, `execution`, `reason` and `message`. It is delivered at least once.
   *
   * @param id the rule's id, in the scope of the pipeline: unique among the ids given here and those of its own parts, such as
   * `Uploaded`, `Bucket` or `Table`
   * @param options target, and what else a rule may have
   */
  public onFileFailed(id: string, options: OnEventOptions = {}): Rule {
    return this.onEvent(id, FILE_FAILED, options);
  }

  /**
   * Allows to upload sales files, below `objectKeyPrefix` if there is one.
   *
   * @param grantee who may
   */
  public grantUpload(grantee: IGrantable): Grant {
    this.bucket.encryptionKey?.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
    return Grant.addToPrincipal({
      grantee,
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resourceArns: [arnForPrefix(this.bucket, this.objectKeyPrefix)],
    });
  }

  /**
   * Allows to read the items in the table.
   *
   * @param grantee who may
   */
  public grantReadItems(grantee: IGrantable): Grant {
    return this.table.grantReadData(grantee);
  }

  /**
   * Allows to correct records: to receive dead letters, hide them for a while and delete them, to see the attributes of the
   * queue, and to upload files with the corrected records.
   *
   * @param grantee who may
   */
  public grantCorrect(grantee: IGrantable): Grant {
    return this.deadLetterQueue.grantConsumeMessages(grantee).combine(this.grantUpload(grantee));
  }

  /**
   * Records that the validator has accepted, in the namespace `SalesDataPipeline`. One that is assessed again, because a
   * file came twice or a step was tried again, counts again: exact counts are in the events.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricAcceptedRecords(options?: MetricOptions): Metric {
    return this.metric(ACCEPTED_RECORDS_METRIC, options);
  }

  /**
   * Records that the validator has rejected, in the namespace `SalesDataPipeline`. Conflicts are found later and are not
   * among them. One that is assessed again counts again.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricRejectedRecords(options?: MetricOptions): Metric {
    return this.metric(REJECTED_RECORDS_METRIC, options);
  }

  /**
   * Letters that wait in the dead-letter queue, whoever sent them: what to alarm on. Only those that are visible: while
   * somebody looks at a letter it does not count.
   *
   * @default - maximum over 5 minutes
   * @param options properties of the metric
   */
  public metricDeadLetters(options?: MetricOptions): Metric {
    return this.deadLetterQueue.metricApproximateNumberOfMessagesVisible(options);
  }

  private metric(metricName: string, options?: MetricOptions): Metric {
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { [PIPELINE_DIMENSION]: this.pipelineName },
      statistic: 'Sum',
      ...options,
    }).attachTo(this);
  }

  private onEvent(id: string, detailType: string, options: OnEventOptions): Rule {
    const { eventPattern, target, crossStackScope, ...rest } = options;
    const rule = new Rule(crossStackScope ?? this, id, { ...rest, targets: target ? [target] : [] });
    rule.addEventPattern(eventPattern);
    rule.addEventPattern({ source: [EVENT_SOURCE], detailType: [detailType], detail: { pipeline: [this.pipelineName] } });
    return rule;
  }
}
