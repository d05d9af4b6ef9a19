import type { Metered } from '../meter';

/** What AWS would bill for a run, as the emulator has recorded it. */
export interface Usage {
  readonly standardTransition: number;
  readonly expressRequest: number;
  readonly lambdaRequest: number;
  readonly dynamodbWrite: number;
  readonly dynamodbRead: number;
  readonly sqsRequest: number;
  readonly s3Get: number;
  /** Events that the alternative itself sends. */
  readonly event: number;
  /** Events that S3 sends to EventBridge, which it bills like those of applications. Its other notifications are free. */
  readonly s3Event: number;
  readonly logGigabyte: number;
  /** From durations in the emulator, which differ from those on AWS. */
  readonly expressGigabyteSecond: number;
  readonly lambdaGigabyteSecond: number;
}

/** What an Express execution is billed for at least, in GB; in steps of 64 MB. */
const EXPRESS_MEMORY = 64 / 1_024;
const EXPRESS_STEP_MS = 100;
const MB = 1_024;
const EVENT_OF_S3 = 'aws.s3';

export function usageOf(metered: readonly Metered[]): Usage {
  const usage: { -readonly [member in keyof Usage]: number } = {
    standardTransition: 0,
    expressRequest: 0,
    lambdaRequest: 0,
    dynamodbWrite: 0,
    dynamodbRead: 0,
    sqsRequest: 0,
    s3Get: 0,
    event: 0,
    s3Event: 0,
    logGigabyte: 0,
    expressGigabyteSecond: 0,
    lambdaGigabyteSecond: 0,
  };
  for (const one of metered) {
    switch (one.what) {
      case 'state':
        if (one.kind === 'STANDARD') usage.standardTransition += one.transitions;
        break;
      case 'execution':
        // Starting an execution, also as the child of a Distributed Map, is a transition or a request.
        if (one.kind === 'STANDARD') {
          usage.standardTransition++;
        } else {
          usage.expressRequest++;
          usage.expressGigabyteSecond += Math.ceil(one.ms / EXPRESS_STEP_MS) * EXPRESS_STEP_MS / 1_000 * EXPRESS_MEMORY;
          if (one.machine.endsWith('/child')) usage.standardTransition++;
        }
        break;
      case 'invocation':
        usage.lambdaRequest++;
        usage.lambdaGigabyteSecond += one.ms / 1_000 * one.memory / MB;
        break;
      case 'log':
        usage.logGigabyte += one.bytes / 1e9;
        break;
      case 'call':
        usage.dynamodbWrite += one.writeUnits ?? 0;
        usage.dynamodbRead += one.readUnits ?? 0;
        if (one.service === 'sqs') usage.sqsRequest += one.requests ?? 1;
        if (one.service === 's3') usage.s3Get++;
        if (one.service === 'events') usage[one.source === EVENT_OF_S3 ? 's3Event' : 'event']++;
    }
  }
  return usage;
}
