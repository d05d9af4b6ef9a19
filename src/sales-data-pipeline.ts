import { Duration, Names } from 'aws-cdk-lib';
import type { IWidget, MathExpression, MathExpressionOptions, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { OnEventOptions } from 'aws-cdk-lib/aws-events';
import { Rule } from 'aws-cdk-lib/aws-events';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { PipelineAlarms, PipelineAlarmsOptions } from './alarms';
import type { PipelineDashboardOptions } from './dashboard';
import { EVENT_SOURCE, FILE_FAILED, FILE_PROCESSED } from './private/contract/names';
import { namingConstruct, ValidationError } from './private/contract/validation-error';
import { identifyingAttributes } from './private/props/attribute-names';
import { resolveProps } from './private/props/resolve-props';
import { warn } from './private/props/warnings';
import { createDeadLetterQueue } from './private/resources/dead-letter-queue';
import { grantKeys } from './private/resources/encryption';
import { createFunctions } from './private/resources/functions';
import { allOf, grantAccess, grantInOwnPolicy, grantReads, keyUses } from './private/resources/grants';
import { createHistoryTable } from './private/resources/history-table';
import { grantOperating } from './private/resources/operate';
import { createOrderTable } from './private/resources/order-table';
import { warnOfSharedUploads } from './private/resources/shared-uploads';
import { arnForPrefix, createUploadBucket } from './private/resources/upload-bucket';
import { createRules } from './private/resources/upload-trigger';
import { createAlarms } from './private/watch/alarms';
import { requireAnnouncements } from './private/watch/announcement-log';
import { dashboardWidgets } from './private/watch/dashboard';
import { PipelineMetrics } from './private/watch/metrics';
import { register } from './private/watch/registry';
import type { WatchedPipeline } from './private/watch/watched-pipeline';
import { createWorkflows } from './private/workflows/workflows';
import type { RejectionReason } from './rejection-reason';
import type { SalesDataPipelineProps } from './sales-data-pipeline-props';

/**
 * Loads sales files from S3 into DynamoDB. Each valid record of an uploaded file becomes an item; each other record becomes
 * a dead letter in SQS that says what is wrong with it and where it came from.
 *
 * Each record of each uploaded file ends in exactly one place, the table or the queue, unchanged, and the counts add up:
 * records = inserted + replaced + repeated + superseded + rejected + conflicts. Only an older version of an order that is already
 * stored needs no place: it is superseded. A file that cannot be read as records becomes one dead letter.
 *
 * @example
 * import { RecordSchema, SalesDataPipeline } from 'cdk-sales-data-pipeline';
 *
 * // A record is valid if it has "contact-info" and "order-info".
 * new SalesDataPipeline(this, 'Sales');
 *
 * // With a schema and a table key of your own.
 * new SalesDataPipeline(this, 'Returns', {
 *   schema: RecordSchema.fromFile('schemas/return.json'),
 *   tableKey: { partitionKey: { name: 'returnId', pointers: ['/id'] } },
 * });
 */
export class SalesDataPipeline extends Construct {
  /**
   * The bucket that sales files are uploaded to: a `Bucket`, or what was passed in.
   */
  public readonly bucket: IBucket;

  /**
   * The table of the valid records: a `Table`, or what was passed in.
   */
  public readonly table: ITable;

  /**
   * The queue of all other records: a `Queue`, or what was passed in.
   */
  public readonly deadLetterQueue: IQueue;

  /**
   * The table with what became of every file: a `Table`, or what was passed in. Undefined if `historyEnabled` is false.
   */
  public readonly historyTable?: ITable;

  /**
   * The Express workflow that every upload starts. It processes files of up to 1 MiB.
   */
  public readonly fileWorkflow: StateMachine;

  /**
   * The Standard workflow for files of more than 1 MiB, and for whatever the file workflow cannot finish.
   */
  public readonly fanOutWorkflow: StateMachine;

  /**
   * The function that assesses records.
   */
  public readonly validatorFunction: LambdaFunction;

  /**
   * The function that finds where the records of a large file start and end.
   */
  public readonly splitterFunction: LambdaFunction;

  /**
   * The EventBridge rule that starts the file workflow for each upload.
   */
  public readonly uploadRule: Rule;

  /**
   * The name of the pipeline in dead letters, in events and in metrics, there as the dimension `Pipeline`. Unique within an
   * account and region; up to 80 characters.
   */
  public readonly pipelineName: string;

  private readonly objectKeyPrefix: string;
  private readonly previousEncryptionKeys: IKey[];
  private readonly identifyingAttributes: string[];
  private readonly registry: IStringParameter;
  private readonly watched: WatchedPipeline;
  private readonly metrics: PipelineMetrics;
  private alarms?: PipelineAlarms;

  /**
   * Creates a pipeline. Throws for a prop that cannot work; the error names the prop, the value, what is allowed and what to do.
   *
   * @param scope the stack or construct to create it in
   * @param id unique within the scope; part of the names of the resources
   * @param props everything that differs from the defaults
   */
  constructor(scope: Construct, id: string, props?: SalesDataPipelineProps) {
    super(scope, id);
    const resolved = namingConstruct(this.node.path, () => resolveProps(this, props ?? {}));
    resolved.warnings.forEach((warning) => warn(this, warning));
    const pipelineName = Names.uniqueResourceName(this, { maxLength: 80, separator: '-' });

    const bucket = resolved.bucket ?? createUploadBucket(this, 'Bucket', resolved);
    resolved.bucket?.enableEventBridgeNotification();
    warnOfSharedUploads(this, bucket, resolved.objectKeys);
    const table = resolved.table ?? createOrderTable(this, 'Table', resolved);
    const queue = resolved.deadLetterQueue ?? createDeadLetterQueue(this, 'DeadLetterQueue', resolved);
    const historyTable = resolved.historyTable ?? (resolved.historyEnabled ? createHistoryTable(this, 'History', resolved) : undefined);
    const { validator, splitter } = namingConstruct(this.node.path, () => createFunctions(this, { ...resolved, pipelineName, bucket }));
    const { fileWorkflow, fanOutWorkflow } = createWorkflows(this, {
      ...resolved, pipelineName, table, historyTable, queue, validator, splitter,
    });
    namingConstruct(this.node.path, () => grantKeys(this, {
      // ITable has no encryptionKey, but its implementations have.
      tableKey: (table as Partial<Table>).encryptionKey,
      historyKey: (historyTable as Partial<Table> | undefined)?.encryptionKey,
      queueKey: queue.encryptionMasterKey,
      workflows: [fileWorkflow, fanOutWorkflow],
    }));
    const { uploadRule, failureRule } = createRules(this, { bucket, objectKeys: resolved.objectKeys, fileWorkflow, fanOutWorkflow, queue });

    this.bucket = bucket;
    this.table = table;
    this.deadLetterQueue = queue;
    this.historyTable = historyTable;
    this.fileWorkflow = fileWorkflow;
    this.fanOutWorkflow = fanOutWorkflow;
    this.validatorFunction = validator;
    this.splitterFunction = splitter;
    this.uploadRule = uploadRule;
    this.pipelineName = pipelineName;
    this.objectKeyPrefix = resolved.objectKeys.prefix;
    this.previousEncryptionKeys = resolved.previousEncryptionKeys;
    this.identifyingAttributes = identifyingAttributes(resolved.recordOptions);
    this.watched = {
      pipelineName,
      bucket,
      table,
      historyTable,
      deadLetterQueue: queue,
      fileWorkflow,
      fanOutWorkflow,
      validatorFunction: validator,
      splitterFunction: splitter,
      uploadRule,
      failureRule,
      stateMachineSettings: { ...resolved, pipelineName },
      announcementsEnabled: resolved.announcementsEnabled,
    };
    this.metrics = new PipelineMetrics(this, this.watched);
    this.registry = register(this, 'Registry', this.watched, {
      ...resolved.recordOptions,
      versionAttribute: resolved.recordOptions.version?.attribute ?? null,
      objectKeyPrefix: resolved.objectKeys.prefix,
      objectKeySuffix: resolved.objectKeys.suffix,
      duplicatePolicy: resolved.duplicatePolicy,
      historyRetention: resolved.historyRetention,
      sensitiveMembers: resolved.sensitiveMembers,
    });
  }

  /**
   * Adds a rule for files that have been processed: all their records are in the table or in the queue.
   *
   * The event has the source `sales-data-pipeline`, the detail type `Sales File Processed` and these members in its detail:
   * `pipeline`, `bucket`, `key`, `versionId`, `etag`, `bytes`, `execution`, `records`, `accepted` (`inserted` +
   * `replaced` + `repeated`: the records in the table), `inserted`, `replaced`, `repeated`, `superseded`, `rejected`, `conflicts`,
   * `durationMs` (milliseconds of the execution), `sinceUploadMs` (milliseconds since the upload) and `reasons` (how many records have
   * which reason). It is delivered at least once.
   *
   * @example
   * import { Match } from 'aws-cdk-lib/aws-events';
   * import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
   * import { Topic } from 'aws-cdk-lib/aws-sns';
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   * declare const topic: Topic;
   *
   * sales.onFileProcessed('Processed', { target: new SnsTopic(topic) });
   *
   * // Only files with rejected records.
   * sales.onFileProcessed('Rejections', {
   *   target: new SnsTopic(topic),
   *   eventPattern: { detail: { rejected: Match.greaterThan(0) } },
   * });
   *
   * @param id id of the rule in the scope of the pipeline; must differ from other ids given here and from those of the
   * pipeline's own parts, such as `Uploaded`, `Bucket` and `Table`
   * @param options target and other options of the rule
   */
  public onFileProcessed(id: string, options?: OnEventOptions): Rule {
    return this.onEvent(id, FILE_PROCESSED, options);
  }

  /**
   * Adds a rule for files that could not be processed. Each is also a dead letter.
   *
   * The event has the source `sales-data-pipeline`, the detail type `Sales File Failed` and these members in its detail:
   * `pipeline`, `bucket`, `key`, `versionId`, `etag`, `bytes`, `execution`, `reason` and `message`. It is delivered at least
   * once.
   *
   * @example
   * import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
   * import { Topic } from 'aws-cdk-lib/aws-sns';
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   * declare const topic: Topic;
   *
   * sales.onFileFailed('Failed', { target: new SnsTopic(topic) });
   *
   * @param id id of the rule in the scope of the pipeline; must differ from other ids given here and from those of the
   * pipeline's own parts, such as `Uploaded`, `Bucket` and `Table`
   * @param options target and other options of the rule
   */
  public onFileFailed(id: string, options?: OnEventOptions): Rule {
    return this.onEvent(id, FILE_FAILED, options);
  }

  /**
   * Grants uploading sales files: below `objectKeyPrefix` if there is one. Includes the use of the bucket's encryption key in
   * calls of S3.
   *
   * The grantee may be anybody: for another account, a role there, an organization or a service, the permission is in the
   * policies of bucket and key. If neither policy can be changed here, such as for an imported bucket, the grant has no
   * success, and a warning says what to allow.
   *
   * @example
   * import { Role } from 'aws-cdk-lib/aws-iam';
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   * declare const shop: Role;
   *
   * sales.grantUpload(shop);
   *
   * @param grantee who may upload
   */
  public grantUpload(grantee: IGrantable): Grant {
    return grantAccess(this, grantee, {
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resource: this.bucket,
      resourceArns: [arnForPrefix(this.bucket, this.objectKeyPrefix)],
      keys: keyUses([this.bucket.encryptionKey], ['kms:Decrypt', 'kms:GenerateDataKey'], 's3'),
    });
  }

  /**
   * Grants reading the items in the table. For another account or an organization, the permission is in the policies of table
   * and key. If neither policy can be changed here, the grant has no success, and a warning says what to allow. DynamoDB does
   * not support services as grantees, so one of these throws.
   *
   * @example
   * import { Role } from 'aws-cdk-lib/aws-iam';
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   * declare const reports: Role;
   *
   * sales.grantReadItems(reports);
   *
   * @param grantee who may read
   */
  public grantReadItems(grantee: IGrantable): Grant {
    return grantReads(this, grantee, this.table);
  }

  /**
   * Grants correcting records: receiving, hiding and deleting dead letters, reading the attributes of the queue, and uploading
   * the corrected records. Includes the use of the encryption keys of queue and bucket, and decrypting with
   * `previousEncryptionKeys`. Does not grant reading uploaded files. The grantee may be anybody, as for `grantUpload`.
   *
   * @example
   * import { Role } from 'aws-cdk-lib/aws-iam';
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   * declare const clerks: Role;
   *
   * sales.grantCorrect(clerks);
   *
   * @param grantee who may correct
   */
  public grantCorrect(grantee: IGrantable): Grant {
    const deadLetters = grantAccess(this, grantee, {
      actions: ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resource: this.deadLetterQueue,
      resourceArns: [this.deadLetterQueue.queueArn],
      keys: keyUses([this.deadLetterQueue.encryptionMasterKey, ...this.previousEncryptionKeys], ['kms:Decrypt']),
    });
    return allOf(deadLetters, this.grantUpload(grantee));
  }

  /**
   * Grants what an operator of the pipeline needs, or a tool of one: all that `grantCorrect` grants; finding the pipelines of the
   * account and region in Parameter Store; reading the history, and writing the rows of corrections in it, but not those of files;
   * reading the objects below `objectKeyPrefix` in all their versions, and listing objects and versions; sending messages to the
   * dead-letter queue; asking the validator function what it would make of records; describing alarms of the account; listing,
   * describing and redriving executions of `fanOutWorkflow`. Includes the use of the encryption keys.
   *
   * Of the items in the table it grants reading the table key, the content hash, the source and the version: whether a record is
   * stored, but none of its members.
   *
   * Workflows and alarms have no policies of their own, so only the policy of the grantee can allow this: that of a role, user or
   * group of the pipeline's account. For anybody else nothing is granted, the grant has no success, and a warning says so.
   *
   * @example
   * import { Role } from 'aws-cdk-lib/aws-iam';
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   * declare const operators: Role;
   *
   * sales.grantOperate(operators);
   *
   * @param grantee who may operate the pipeline
   */
  public grantOperate(grantee: IGrantable): Grant {
    return grantOperating(this, grantee, {
      bucket: this.bucket,
      objectKeyPrefix: this.objectKeyPrefix,
      previousEncryptionKeys: this.previousEncryptionKeys,
      table: this.table,
      identifyingAttributes: this.identifyingAttributes,
      deadLetterQueue: this.deadLetterQueue,
      historyTable: this.historyTable,
      validator: this.validatorFunction,
      fanOutWorkflow: this.fanOutWorkflow,
      registry: this.registry,
    }, () => this.grantCorrect(grantee));
  }

  /**
   * Grants what `sales-data-pipeline backfill` needs besides all that `grantOperate` grants: starting executions of `fileWorkflow`,
   * for objects that were in the bucket before the pipeline was.
   *
   * Whoever starts an execution chooses its input, and so can write rows of the history, announcements and dead letters about files
   * that do not exist. Grant it for the time of a backfill, or to a role of its own. As `grantOperate`, it has no success for
   * anybody but a role, user or group of the pipeline's account.
   *
   * @example
   * import { Role } from 'aws-cdk-lib/aws-iam';
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   * declare const migration: Role;
   *
   * sales.grantOperate(migration);
   * sales.grantBackfill(migration);
   *
   * @param grantee who may process objects that sent no event
   */
  public grantBackfill(grantee: IGrantable): Grant {
    const { fileWorkflow } = this;
    return grantInOwnPolicy(this, grantee, { actions: ['states:StartExecution'], resource: fileWorkflow, resourceArns: [fileWorkflow.stateMachineArn] });
  }

  /**
   * Adds an alarm for each thing that a person should know of: dead letters, executions that did not succeed, events that were
   * not delivered, functions and table in trouble, an unusual share of rejected records. Each is named
   * `<name of the pipeline>-<name of the alarm>`, and its description says what to do and links its section of the runbook.
   *
   * Can be called once. Alarms cost $0.10 per month each, and one of them $0.20.
   *
   * @example
   * import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
   * import { Topic } from 'aws-cdk-lib/aws-sns';
   * import { PipelineAlarm, SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   * declare const topic: Topic;
   *
   * sales.addAlarms({ actions: [new SnsAction(topic)], without: [PipelineAlarm.FAN_OUT_WORKFLOW_ABORTED] });
   *
   * @param options what alarms do, and which to leave out or change
   */
  public addAlarms(options?: PipelineAlarmsOptions): PipelineAlarms {
    if (this.alarms) {
      throw new ValidationError(`SalesDataPipeline: addAlarms was called before for ${this.node.path}, and alarms have unique names. Pass all options in one call.`);
    }
    this.alarms = createAlarms(this, 'Alarms', this.watched, this.metrics, options ?? {});
    return this.alarms;
  }

  /**
   * Adds a CloudWatch dashboard: the flow from files to table and queue, ages, rejections by reason, times, failures,
   * throttling, cost drivers, and links to queue, executions and logs. Shows the alarms that have been added before, and rejections by
   * the reasons whose metrics were asked for before, with `metricRejectedRecordsForReason`; without any, a query of the log shows all.
   *
   * Up to three dashboards of an account are free; each further one costs $3 per month.
   *
   * @example
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   *
   * sales.addAlarms();
   * sales.addDashboard();
   *
   * @param options name and interval
   */
  public addDashboard(options?: PipelineDashboardOptions): Dashboard {
    return new Dashboard(this, 'Dashboard', {
      dashboardName: options?.dashboardName ?? this.pipelineName,
      defaultInterval: options?.defaultInterval ?? Duration.days(1),
      widgets: this.dashboardWidgets(),
    });
  }

  /**
   * The rows of widgets of this pipeline, for a dashboard of your own. Shows the alarms and reasons that have been added before, as
   * `addDashboard` does.
   *
   * In a stack without a region, the links lead to the console of the partition `aws`.
   *
   * @example
   * import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const orders: SalesDataPipeline;
   *
   * new Dashboard(this, 'Shop', { widgets: orders.dashboardWidgets() });
   */
  public dashboardWidgets(): IWidget[][] {
    return dashboardWidgets(this, this.watched, this.metrics, this.alarms?.all);
  }

  /**
   * Number of uploaded files, from EventBridge. A file counts once for each of its events, which S3 sends at least once.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricFiles(options?: MetricOptions): Metric {
    return this.metrics.files(options);
  }

  /**
   * Number of bytes whose records the validator function assessed, in the namespace `SalesDataPipeline`. Bytes count each time
   * they are assessed, so again after a retry or a repeated upload.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricBytes(options?: MetricOptions): Metric {
    return this.metrics.bytes(options);
  }

  /**
   * Number of records that the validator function accepted, in the namespace `SalesDataPipeline`.
   *
   * A record counts each time it is assessed, so again after a retry or a repeated upload. The event of a processed file has
   * the exact counts.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricAcceptedRecords(options?: MetricOptions): Metric {
    return this.metrics.acceptedRecords(options);
  }

  /**
   * Number of records that the validator function rejected, in the namespace `SalesDataPipeline`. Does not include conflicts,
   * which the workflows find. `metricRejectedRecordsForReason` has the number of each reason.
   *
   * A record counts each time it is assessed, so again after a retry or a repeated upload. The event of a processed file has
   * the exact counts.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricRejectedRecords(options?: MetricOptions): Metric {
    return this.metrics.rejectedRecords(options);
  }

  /**
   * Number of records that were rejected for a reason, in the namespace `SalesDataPipeline`. Asking for it creates the metric, so
   * that you pay only for those that you use: $0.30 per month for each reason, while it has data.
   *
   * Metric filters of the validator function's log make it; a filter and the lines cost nothing more. As for
   * `metricRejectedRecords`, a record counts each time it is assessed. `INSERT_FAILED` and `VALIDATOR_FAILED` are found by the
   * workflows, so they are counted in the announcements of files, as for `metricRepeatedRecords`.
   *
   * @example
   * import { RejectionReason, SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   *
   * sales.metricRejectedRecordsForReason(RejectionReason.SCHEMA_VIOLATION)
   *   .createAlarm(this, 'Schema', { threshold: 100, evaluationPeriods: 1 });
   *
   * @default - sum over 5 minutes
   * @param reason why the records were rejected
   * @param options properties of the metric
   */
  public metricRejectedRecordsForReason(reason: RejectionReason, options?: MetricOptions): Metric {
    return this.metrics.rejectedForReason(reason, options);
  }

  /**
   * Number of records that were stored already, with the same content, in the namespace `SalesDataPipeline`.
   *
   * Only the workflows know it, and they say it in the announcement of a file. So asking for this metric creates a log group of
   * announcements, which EventBridge writes: $0.30 per month for the metric, while it has data, and $0.45 for a million files with
   * repeated records. Other files cost nothing. The log group has a resource policy of CloudWatch Logs, of which an account may have
   * ten in a region. A file counts again if it is announced again.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricRepeatedRecords(options?: MetricOptions): Metric {
    return this.metrics.repeatedRecords(options);
  }

  /**
   * Number of records that are older than the item that is stored, in the namespace `SalesDataPipeline`. Asking for it creates it, at
   * the price of `metricRepeatedRecords`.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricSupersededRecords(options?: MetricOptions): Metric {
    return this.metrics.supersededRecords(options);
  }

  /**
   * Number of records in conflict with the item that is stored, in the namespace `SalesDataPipeline`. Asking for it creates it, at
   * the price of `metricRepeatedRecords`.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricConflicts(options?: MetricOptions): Metric {
    return this.metrics.conflicts(options);
  }

  /**
   * Time from the upload of a file until it is processed, in milliseconds, in the namespace `SalesDataPipeline`; for a large file, until
   * FanOutWorkflow has ended. S3 gives the time of an upload in whole seconds, so the value is up to a second too high. Does not
   * include files that failed.
   *
   * Asking for it creates it in the way of `metricRepeatedRecords`, but each file has something to count: $0.45 for a million files.
   * `metricFileDuration` costs nothing and leaves out the second or so until the workflow starts.
   *
   * @default - 99th percentile over 5 minutes
   * @param options properties of the metric
   */
  public metricUploadToDone(options?: MetricOptions): Metric {
    return this.metrics.uploadToDone(options);
  }

  /**
   * Number of records whose table key was taken, from DynamoDB: repeated and superseded records and conflicts together, and conditional writes
   * of others to the same table. `metricRepeatedRecords`, `metricSupersededRecords` and `metricConflicts` tell them apart, at a price.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricTakenKeys(options?: MetricOptions): Metric {
    return this.metrics.takenKeys(options);
  }

  /**
   * Number of dead letters that several rejected records share, because more of their batch are rejected than
   * `deadLettersPerBatch`, in the namespace `SalesDataPipeline`: somebody has uploaded a file that is mostly garbage. Does not
   * include those of conflicts, which the workflows find: `metricDeadLetters()` does.
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricSharedDeadLetters(options?: MetricOptions): Metric {
    return this.metrics.sharedDeadLetters(options);
  }

  /**
   * Number of messages in the dead-letter queue, those of other senders included: the metric to set an alarm on. Counts visible
   * messages only; a message is hidden for some time after it is received.
   *
   * @example
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   *
   * sales.metricDeadLetters().createAlarm(this, 'DeadLetters', { threshold: 1, evaluationPeriods: 1 });
   *
   * @default - maximum over 5 minutes
   * @param options properties of the metric
   */
  public metricDeadLetters(options?: MetricOptions): Metric {
    return this.metrics.deadLetters(options);
  }

  /**
   * Number of events that EventBridge could deliver neither to the workflow nor to the dead-letter queue: uploads that nobody
   * else will report. The sum for both rules of the pipeline. EventBridge writes this metric only if it is not zero.
   *
   * @example
   * import { SalesDataPipeline } from 'cdk-sales-data-pipeline';
   *
   * declare const sales: SalesDataPipeline;
   *
   * sales.metricLostEvents().createAlarm(this, 'LostEvents', { threshold: 1, evaluationPeriods: 1 });
   *
   * @default - sum over 5 minutes
   * @param options properties of the metric
   */
  public metricLostEvents(options?: MathExpressionOptions): MathExpression {
    return this.metrics.lostEvents(options);
  }

  /**
   * Time that FileWorkflow took for a file, in milliseconds, from Step Functions: from the start of the execution, which
   * follows the upload within a second or so, until the file is announced or handed off.
   *
   * @default - 99th percentile over 5 minutes
   * @param options properties of the metric
   */
  public metricFileDuration(options?: MetricOptions): Metric {
    return this.metrics.fileDuration(options);
  }

  /**
   * Time that FanOutWorkflow took for a file, in milliseconds, from Step Functions: from the handoff until the file is announced
   * or has failed.
   *
   * @default - maximum over 5 minutes
   * @param options properties of the metric
   */
  public metricLargeFileDuration(options?: MetricOptions): Metric {
    return this.metrics.largeFileDuration(options);
  }

  private onEvent(id: string, detailType: string, options?: OnEventOptions): Rule {
    requireAnnouncements(this.watched, `a rule for "${detailType}"`);
    const { eventPattern, target, crossStackScope, ...rest } = options ?? {};
    const rule = new Rule(crossStackScope ?? this, id, { ...rest, targets: target ? [target] : [] });
    rule.addEventPattern(eventPattern);
    rule.addEventPattern({ source: [EVENT_SOURCE], detailType: [detailType], detail: { pipeline: [this.pipelineName] } });
    return rule;
  }
}
