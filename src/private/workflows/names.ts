/** Names and ARNs in definitions. Pipelines with the same settings differ in these alone. */
export interface WorkflowNames {
  readonly pipelineName: string;
  readonly tableName: string;
  readonly tableArn: string;
  /** Undefined, like its ARN, if the pipeline keeps no history. */
  readonly historyTableName?: string;
  readonly historyTableArn?: string;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly validatorArn: string;
  readonly splitterArn: string;
  /** Of the default event bus, which takes the announcements. */
  readonly eventBusArn: string;
}
