import type { Duration } from 'aws-cdk-lib';
import type { Alarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';

/**
 * The alarms of a pipeline. The runbook has a section of the same name for each.
 */
export enum PipelineAlarm {
  /**
   * The queue holds dead letters.
   */
  DEAD_LETTERS = 'DeadLetters',

  /**
   * SQS is about to delete the oldest dead letter: three quarters of the queue's retention are over.
   */
  OLD_DEAD_LETTERS = 'OldDeadLetters',

  /**
   * Several rejected records share a dead letter: more of a batch are rejected than `deadLettersPerBatch`.
   */
  SHARED_DEAD_LETTERS = 'SharedDeadLetters',

  /**
   * Too many of the records of a quarter of an hour were rejected.
   */
  REJECTED_SHARE = 'RejectedShare',

  /**
   * An execution of FanOutWorkflow failed: a large file was not fully processed.
   */
  FAN_OUT_WORKFLOW_FAILED = 'FanOutWorkflowFailed',

  /**
   * An execution of FanOutWorkflow reached its limit of seven days.
   */
  FAN_OUT_WORKFLOW_TIMED_OUT = 'FanOutWorkflowTimedOut',

  /**
   * Somebody stopped an execution of FanOutWorkflow.
   */
  FAN_OUT_WORKFLOW_ABORTED = 'FanOutWorkflowAborted',

  /**
   * An execution of FileWorkflow failed: neither a handoff nor a dead letter was possible.
   */
  FILE_WORKFLOW_FAILED = 'FileWorkflowFailed',

  /**
   * An execution of FileWorkflow reached its limit of five minutes.
   */
  FILE_WORKFLOW_TIMED_OUT = 'FileWorkflowTimedOut',

  /**
   * EventBridge could not start FileWorkflow for an upload. The event is a dead letter.
   */
  UPLOADS_UNDELIVERED = 'UploadsUndelivered',

  /**
   * The same, and the queue did not take the event: nothing says any more which file it was.
   */
  UPLOADS_LOST = 'UploadsLost',

  /**
   * EventBridge could not start FileWorkflow for a failed execution of FanOutWorkflow. The event is a dead letter.
   */
  FAILURES_UNDELIVERED = 'FailuresUndelivered',

  /**
   * The same, and the queue did not take the event.
   */
  FAILURES_LOST = 'FailuresLost',

  /**
   * The validator function has failed in each of three periods of five minutes.
   */
  VALIDATOR_ERRORS = 'ValidatorErrors',

  /**
   * Lambda has throttled the validator function in each of three periods of five minutes.
   */
  VALIDATOR_THROTTLED = 'ValidatorThrottled',

  /**
   * The validator function ran for four fifths of its timeout.
   */
  VALIDATOR_SLOW = 'ValidatorSlow',

  /**
   * The splitter function failed three times within five minutes.
   */
  SPLITTER_ERRORS = 'SplitterErrors',

  /**
   * Lambda has throttled the splitter function in each of three periods of five minutes.
   */
  SPLITTER_THROTTLED = 'SplitterThrottled',

  /**
   * The splitter function ran until half a minute before its timeout.
   */
  SPLITTER_SLOW = 'SplitterSlow',

  /**
   * DynamoDB has throttled writes in each of three periods of five minutes.
   */
  TABLE_THROTTLED = 'TableThrottled',

  /**
   * A file is begun and not done: an execution of FanOutWorkflow runs for longer than `stuckAfter`.
   */
  FILES_STUCK = 'FilesStuck',

  /**
   * No file was uploaded for `noFileFor`.
   */
  NO_FILE = 'NoFile',
}

/**
 * Options of `addAlarms`.
 */
export interface PipelineAlarmsOptions {
  /**
   * What each alarm does when it goes off, such as notify a topic.
   *
   * @default - nothing: the alarms only change their state
   */
  readonly actions?: IAlarmAction[];

  /**
   * What each alarm does when it is over.
   *
   * @default - nothing
   */
  readonly okActions?: IAlarmAction[];

  /**
   * Alarms to leave out.
   *
   * @default - all alarms are made; `NO_FILE` needs `noFileFor`
   */
  readonly without?: PipelineAlarm[];

  /**
   * How many dead letters set off `DEAD_LETTERS`: a whole number from 1. Counts visible messages, those of other senders
   * included.
   *
   * @default 1
   */
  readonly deadLetters?: number;

  /**
   * How long the dead-letter queue keeps a message, which `OLD_DEAD_LETTERS` is computed from. Only needed for a queue that is
   * imported: an imported queue does not carry its retention.
   *
   * @default - the retention of the queue; for an imported queue four days, which is the default of SQS, and a warning
   */
  readonly queueRetention?: Duration;

  /**
   * Percentage of the records of a quarter of an hour above which `REJECTED_SHARE` goes off: 0 to 100. Fewer than 20 records
   * never set it off.
   *
   * @default 10
   */
  readonly rejectedPercent?: number;

  /**
   * How long a file that was handed off to FanOutWorkflow may take before `FILES_STUCK` goes off: whole minutes, from 10 minutes to
   * six days. A file that FileWorkflow finishes takes five minutes at most. Looked at every half an hour.
   *
   * @default Duration.hours(6)
   */
  readonly stuckAfter?: Duration;

  /**
   * How long there may be no upload before `NO_FILE` goes off: whole hours, from one hour to seven days, which is CloudWatch's
   * limit. For pipelines that receive files regularly, at night and at weekends too.
   *
   * @default - no alarm
   */
  readonly noFileFor?: Duration;
}

/**
 * The alarms that `addAlarms` has made. Those that were left out are undefined.
 */
export interface PipelineAlarms {
  /**
   * All of them.
   */
  readonly all: Alarm[];

  /**
   * The queue holds dead letters.
   *
   * @default - left out
   */
  readonly deadLetters?: Alarm;

  /**
   * SQS is about to delete the oldest dead letter: three quarters of the queue's retention are over.
   *
   * @default - left out
   */
  readonly oldDeadLetters?: Alarm;

  /**
   * Several rejected records share a dead letter: more of a batch are rejected than `deadLettersPerBatch`.
   *
   * @default - left out
   */
  readonly sharedDeadLetters?: Alarm;

  /**
   * Too many of the records of a quarter of an hour were rejected.
   *
   * @default - left out
   */
  readonly rejectedShare?: Alarm;

  /**
   * An execution of FanOutWorkflow failed: a large file was not fully processed.
   *
   * @default - left out
   */
  readonly fanOutWorkflowFailed?: Alarm;

  /**
   * An execution of FanOutWorkflow reached its limit of seven days.
   *
   * @default - left out
   */
  readonly fanOutWorkflowTimedOut?: Alarm;

  /**
   * Somebody stopped an execution of FanOutWorkflow.
   *
   * @default - left out
   */
  readonly fanOutWorkflowAborted?: Alarm;

  /**
   * An execution of FileWorkflow failed: neither a handoff nor a dead letter was possible.
   *
   * @default - left out
   */
  readonly fileWorkflowFailed?: Alarm;

  /**
   * An execution of FileWorkflow reached its limit of five minutes.
   *
   * @default - left out
   */
  readonly fileWorkflowTimedOut?: Alarm;

  /**
   * EventBridge could not start FileWorkflow for an upload. The event is a dead letter.
   *
   * @default - left out
   */
  readonly uploadsUndelivered?: Alarm;

  /**
   * The same, and the queue did not take the event: nothing says any more which file it was.
   *
   * @default - left out
   */
  readonly uploadsLost?: Alarm;

  /**
   * EventBridge could not start FileWorkflow for a failed execution of FanOutWorkflow. The event is a dead letter.
   *
   * @default - left out
   */
  readonly failuresUndelivered?: Alarm;

  /**
   * The same, and the queue did not take the event.
   *
   * @default - left out
   */
  readonly failuresLost?: Alarm;

  /**
   * The validator function has failed in each of three periods of five minutes.
   *
   * @default - left out
   */
  readonly validatorErrors?: Alarm;

  /**
   * Lambda has throttled the validator function in each of three periods of five minutes.
   *
   * @default - left out
   */
  readonly validatorThrottled?: Alarm;

  /**
   * The validator function ran for four fifths of its timeout.
   *
   * @default - left out
   */
  readonly validatorSlow?: Alarm;

  /**
   * The splitter function failed three times within five minutes.
   *
   * @default - left out
   */
  readonly splitterErrors?: Alarm;

  /**
   * Lambda has throttled the splitter function in each of three periods of five minutes.
   *
   * @default - left out
   */
  readonly splitterThrottled?: Alarm;

  /**
   * The splitter function ran until half a minute before its timeout.
   *
   * @default - left out
   */
  readonly splitterSlow?: Alarm;

  /**
   * DynamoDB has throttled writes in each of three periods of five minutes.
   *
   * @default - left out
   */
  readonly tableThrottled?: Alarm;

  /**
   * A file is begun and not done: an execution of FanOutWorkflow runs for longer than `stuckAfter`.
   *
   * @default - left out
   */
  readonly filesStuck?: Alarm;

  /**
   * No file was uploaded for `noFileFor`.
   *
   * @default - left out, unless `noFileFor` is given
   */
  readonly noFile?: Alarm;
}
