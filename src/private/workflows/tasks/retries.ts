import { Duration } from 'aws-cdk-lib';
import type { RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { Errors, JitterType } from 'aws-cdk-lib/aws-stepfunctions';

/** How long a failed call is retried. Each wait is shortened at random, so that calls that fail together are retried apart. */
export enum RetryPolicy {
  /** For the fast path, which has the five minutes of an Express execution, and a fallback path behind it. */
  FAST = 'FAST',
  /**
   * Where nothing takes over. Most throttling ends within the minute and a half of waits, because a write that waits
   * is a write that is not sent.
   */
  PATIENT = 'PATIENT',
}

/** Errors of the Lambda service, not of the function, that end by themselves: it throttles or can't be reached. */
const LAMBDA_SERVICE_ERRORS = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
];

/** Error of a function that has reached its timeout. */
export const FUNCTION_TIMED_OUT = 'Sandbox.Timedout';

/** Error of DynamoDB when the condition of a write fails, as the SDK integration spells it. */
export const CONDITION_FAILED = 'DynamoDb.ConditionalCheckFailedException';

const DOUBLING = { interval: Duration.seconds(1), backoffRate: 2, jitterStrategy: JitterType.FULL };

const SERVICE_RETRIES: { readonly [policy in RetryPolicy]: RetryProps } = {
  // At most 1, 2, 4, 8 and 8 seconds: 23 in all.
  FAST: { ...DOUBLING, maxAttempts: 5, maxDelay: Duration.seconds(8) },
  // At most 1, 2, 4, 8, 16, 20, 20 and 20 seconds: 91 in all.
  PATIENT: { ...DOUBLING, maxAttempts: 8, maxDelay: Duration.seconds(20) },
};

/** A function that fails by itself mostly fails again; these are for the calls to S3 that it makes. */
const FUNCTION_RETRIES: { readonly [policy in RetryPolicy]: RetryProps } = {
  FAST: { ...DOUBLING, maxAttempts: 1 },
  PATIENT: { ...DOUBLING, maxAttempts: 2 },
};

/** Retries a call to a service, whatever its error, except for the errors that another attempt would not change. */
export function retries(policy: RetryPolicy, exceptFor: string[] = []): RetryProps[] {
  return [...never(exceptFor), { errors: [Errors.ALL], ...SERVICE_RETRIES[policy] }];
}

/** Retries a call to a function: long where the Lambda service fails, once or twice where the function does. */
export function functionRetries(policy: RetryPolicy, exceptFor: string[] = []): RetryProps[] {
  return [...lambdaServiceRetries(policy), ...never(exceptFor), { errors: [Errors.ALL], ...FUNCTION_RETRIES[policy] }];
}

/** Retries a call to a function only where the Lambda service fails, because a failure of the function is a result. */
export function lambdaServiceRetries(policy: RetryPolicy): RetryProps[] {
  return [{ errors: LAMBDA_SERVICE_ERRORS, ...SERVICE_RETRIES[policy] }];
}

/** Retries a call to a function once or twice after these errors, which are those of a service that the function has called. */
export function fewRetries(policy: RetryPolicy, errors: string[]): RetryProps {
  return { errors, ...FUNCTION_RETRIES[policy] };
}

function never(errors: string[]): RetryProps[] {
  return errors.length > 0 ? [{ errors, maxAttempts: 0 }] : [];
}

export function withRetries<State extends { addRetry(props: RetryProps): unknown }>(state: State, all: RetryProps[]): State {
  all.forEach((retry) => state.addRetry(retry));
  return state;
}
