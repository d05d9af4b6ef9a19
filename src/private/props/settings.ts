import { Duration, Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { assertKnown, isGiven } from './value-checks';
import { DEFAULT_CONCURRENCY } from '../contract/limits';
import { invalidProp } from '../contract/validation-error';

/** Concurrent child executions of a Distributed Map: Step Functions' limit. */
const MOST_CHILDREN = 10_000;

/** Of a batch. More of them would cost more than $40 for a GB of garbage. */
const MOST_DEAD_LETTERS = 100_000;
const DEFAULT_DEAD_LETTERS = 1_000;

/** SQS's limits. */
const SHORTEST_DLQ_RETENTION = Duration.seconds(60);
const LONGEST_DLQ_RETENTION = Duration.days(14);

export function resolveMaxConcurrency(value: number | undefined): number {
  if (isGiven(value) && !Token.isUnresolved(value) && (!Number.isInteger(value) || value < 1 || value > MOST_CHILDREN)) {
    throw invalidProp('maxConcurrency', value, 'must be a whole number from 1 to 10,000, which is the limit of a Distributed Map',
      `Leave it out for ${DEFAULT_CONCURRENCY}.`);
  }
  // A token that is an object, which languages without types may give, becomes a number: the settings of workflows are plain data.
  return isGiven(value) ? Token.asNumber(value) : DEFAULT_CONCURRENCY;
}

export function resolveDeadLettersPerBatch(value: number | undefined): number {
  if (!isGiven(value)) {
    return DEFAULT_DEAD_LETTERS;
  }
  assertKnown('deadLettersPerBatch', value);
  if (!Number.isInteger(value) || value < 0 || value > MOST_DEAD_LETTERS) {
    throw invalidProp('deadLettersPerBatch', value, 'must be a whole number from 0 to 100,000', 'Leave it out for 1,000.');
  }
  return value;
}

export function resolveDlqRetention(value: Duration | undefined): Duration {
  if (!isGiven(value)) {
    return LONGEST_DLQ_RETENTION;
  }
  if (typeof value.toSeconds !== 'function') {
    throw invalidProp('dlqRetention', value, 'must be a Duration', 'For instance Duration.days(14).');
  }
  if (value.isUnresolved()) {
    return value;
  }
  const seconds = value.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < SHORTEST_DLQ_RETENTION.toSeconds() || seconds > LONGEST_DLQ_RETENTION.toSeconds()) {
    throw invalidProp('dlqRetention', Number.isInteger(seconds) ? value.toHumanString() : `${seconds} seconds`,
      'must be a whole number of seconds, from 60 seconds to 14 days, which are the limits of SQS', 'Leave it out for 14 days.');
  }
  return value;
}

export function resolveLogRetention(value: RetentionDays | undefined): RetentionDays {
  const known = Object.values(RetentionDays).some((days) => days === value && typeof days === 'number');
  if (isGiven(value) && !known && !Token.isUnresolved(value)) {
    throw invalidProp('logRetention', value, 'must be one of RetentionDays, which are the periods that CloudWatch Logs supports',
      'For instance RetentionDays.TWO_WEEKS.');
  }
  return value ?? RetentionDays.ONE_MONTH;
}
