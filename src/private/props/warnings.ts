import type { Duration } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { show } from '../contract/validation-error';

/** What synthesis warns about. Users acknowledge a warning by its id. */
export interface Warning {
  readonly id: string;
  readonly message: string;
}

const LOSS = 'or events that EventBridge cannot deliver to the workflow are lost.';

export const IMPORTED_QUEUE: Warning = {
  id: 'queue-policy',
  message: `The dead-letter queue is imported, so its policy cannot be changed here. Allow events.amazonaws.com sqs:SendMessage in its policy, ${LOSS}`,
};

export const QUEUE_WITH_AWS_MANAGED_KEY: Warning = {
  id: 'queue-key',
  message: `EventBridge cannot use the AWS managed key of SQS. Encrypt the dead-letter queue with QueueEncryption.SQS_MANAGED or with a key of your own, ${LOSS}`,
};

/** The path names the queue. */
export function shortRetention(queue: string, retention: Duration): Warning {
  return {
    id: 'queue-retention',
    message: `The dead-letter queue ${queue} deletes dead letters after ${retention.toHumanString()}; the records in them are then nowhere but in the uploaded file. `
      + 'Set its retentionPeriod, for instance to Duration.days(14), which is the limit of SQS.',
  };
}

export function queueWithRedrivePolicy(queue: string): Warning {
  return {
    id: 'queue-redrive',
    message: `The dead-letter queue ${queue} has a dead-letter queue itself: SQS moves a dead letter there after somebody has received it some times, `
      + 'and neither metricDeadLetters() nor grantCorrect() includes that queue. Leave deadLetterQueue out where you create the queue.',
  };
}

export function unlikelyObjectKey(prop: string, value: string, problem: string, instead: string): Warning {
  return {
    id: 'object-keys',
    message: `${prop} is ${show(value)}. It is compared as it is written, and ${problem}. ${instead === '' ? `Leave ${prop} out` : `Give ${show(instead)}`} unless object keys really have it.`,
  };
}

/** The path names the other pipeline. */
export function sharedUploads(other: string): Warning {
  return {
    id: 'shared-uploads',
    message: `The pipeline ${other} processes uploads to the same bucket, and some object keys match both: both process such a file, which stores its records twice or makes `
      + 'conflicts of them. Give each pipeline an objectKeyPrefix of its own that is not the start of another.',
  };
}

/** The paths name the resources whose policies would have to allow it. */
export function grantWithoutEffect(actions: string, on: string, grantee: string): Warning {
  return {
    id: 'grant',
    message: `${grantee} is not granted ${actions}. It has no policy here that suffices, and the policy of ${on} cannot be changed here. Allow it where that policy is managed.`,
  };
}

export function grantOutsideOfAccount(actions: string, on: string, grantee: string): Warning {
  return {
    id: 'grant',
    message: `${grantee} is not granted ${actions} on ${on}, which only a policy of its own can allow, in the account of the pipeline. `
      + 'It has none there that can be changed here. Grant it to a role, user or group of that account; others may assume a role.',
  };
}

export function importedQueueKey(actions: string[]): Warning {
  return {
    id: 'key-policy',
    message: 'The key that encrypts the dead-letter queue is imported, so its policy cannot be changed here. '
      + `Allow events.amazonaws.com ${actions.join(' and ')} in its policy, ${LOSS}`,
  };
}

export const ASSUMED_RETENTION: Warning = {
  id: 'assumed-retention',
  message: 'How long the dead-letter queue keeps messages is not known at synthesis, so the alarm OldDeadLetters assumes 4 days, which is the default of SQS. '
    + 'Pass the retention to addAlarms as queueRetention; if it is shorter, dead letters are deleted before the alarm goes off.',
};

/** The compiler's finding, with the schema that it is about. */
export function suspiciousSchema(origin: string, finding: string): Warning {
  return { id: 'schema', message: `${origin}: ${finding}` };
}

export function warn(scope: IConstruct, { id, message }: Warning): void {
  Annotations.of(scope).addWarningV2(`cdk-sales-data-pipeline:${id}`, message);
}
