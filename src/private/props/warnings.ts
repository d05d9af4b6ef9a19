import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

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

export function importedQueueKey(actions: string[]): Warning {
  return {
    id: 'key-policy',
    message: 'The key that encrypts the dead-letter queue is imported, so its policy cannot be changed here. '
      + `Allow events.amazonaws.com ${actions.join(' and ')} in its policy, ${LOSS}`,
  };
}

/** The compiler's finding, with the schema that it is about. */
export function suspiciousSchema(origin: string, finding: string): Warning {
  return { id: 'schema', message: `${origin}: ${finding}` };
}

export function warn(scope: IConstruct, { id, message }: Warning): void {
  Annotations.of(scope).addWarningV2(`cdk-sales-data-pipeline:${id}`, message);
}
