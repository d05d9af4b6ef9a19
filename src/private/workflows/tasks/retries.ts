import { Duration } from 'aws-cdk-lib';
import type { RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { Errors, JitterType } from 'aws-cdk-lib/aws-stepfunctions';

/** Errors of the Lambda service, not of the function: throttled, or for the moment not to be reached. */
export const LAMBDA_SERVICE_ERRORS = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
];

const DOUBLING = { interval: Duration.seconds(1), backoffRate: 2, jitterStrategy: JitterType.FULL };

/** How long to go on trying. Waits are shortened at random, so that not all come back at the same time. */
export enum Patience {
  /**
   * Waits of 1, 2, 4, 8 and 8 seconds at the most. Where somebody more patient takes over, and for what must be done
   * within the five minutes of an Express execution.
   */
  SHORT = 5,
  /**
   * Waits of 1, 2, 4, 8, 16, 20, 20 and 20 seconds at the most, a minute and a half in all. Where nobody takes over: most
   * throttling is over by then, because writes that wait are writes that are not sent.
   */
  LONG = 8,
}

/** For calls that any failure but those named may pass over: a throttled table, a queue that answers late. */
export function retries(patience: Patience, exceptFor: string[] = []): RetryProps[] {
  const never = exceptFor.length > 0 ? [{ errors: exceptFor, maxAttempts: 0 }] : [];
  return [...never, { errors: [Errors.ALL], ...waits(patience) }];
}

/** For a function: patient with the service, one or two more attempts where the function itself fails (S3 may have). */
export function functionRetries(patience: Patience): RetryProps[] {
  return [...serviceRetries(patience), { errors: [Errors.ALL], ...DOUBLING, maxAttempts: patience === Patience.LONG ? 2 : 1 }];
}

/** For a function whose own failure says something. */
export function serviceRetries(patience: Patience): RetryProps[] {
  return [{ errors: LAMBDA_SERVICE_ERRORS, ...waits(patience) }];
}

function waits(patience: Patience): RetryProps {
  return { ...DOUBLING, maxAttempts: patience, maxDelay: Duration.seconds(patience === Patience.LONG ? 20 : 8) };
}

export function withRetries<T extends { addRetry(props: RetryProps): unknown }>(state: T, all: RetryProps[]): T {
  all.forEach((retry) => state.addRetry(retry));
  return state;
}
