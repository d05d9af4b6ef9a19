import { Duration } from 'aws-cdk-lib';
import type { RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { Errors, JitterType } from 'aws-cdk-lib/aws-stepfunctions';

/** Errors of the Lambda service, not of the function: throttled, or for the moment not to be reached. */
const LAMBDA_SERVICE_ERRORS = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
];

/**
 * Waits of 1, 2, 4, 8, 16, 20, 20 and 20 seconds at the most, shortened at random so that not all come back at once:
 * about a minute and a half, long enough for an on-demand table to double its capacity and well inside the five minutes
 * of an Express execution.
 */
const PATIENT = { interval: Duration.seconds(1), backoffRate: 2, maxAttempts: 8, maxDelay: Duration.seconds(20), jitterStrategy: JitterType.FULL };

/** For calls that any failure but those named may pass over: a throttled table, a queue that answers late. */
export function patiently(exceptFor: string[] = []): RetryProps[] {
  const never = exceptFor.length > 0 ? [{ errors: exceptFor, maxAttempts: 0 }] : [];
  return [...never, { errors: [Errors.ALL], ...PATIENT }];
}

/** For a function: patient with the service, two more attempts where the function itself fails (S3 may have). */
export function forFunction(): RetryProps[] {
  return [
    { errors: LAMBDA_SERVICE_ERRORS, ...PATIENT },
    { errors: [Errors.ALL], interval: Duration.seconds(1), backoffRate: 2, maxAttempts: 2, jitterStrategy: JitterType.FULL },
  ];
}

export function withRetries<T extends { addRetry(props: RetryProps): unknown }>(state: T, retries: RetryProps[]): T {
  retries.forEach(retry => state.addRetry(retry));
  return state;
}
