import { Duration, Token } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { PipelineAlarm } from '../../alarms';
import type { PipelineAlarmsOptions } from '../../alarms';
import { invalidProp } from '../contract/validation-error';
import { DEFAULT_RETENTION, knownRetention } from '../props/existing-queue';
import { isGiven } from '../props/value-checks';
import { ASSUMED_RETENTION, warn } from '../props/warnings';

/** Options of addAlarms that have been checked, with all defaults. */
export interface AlarmSettings {
  readonly without: ReadonlySet<PipelineAlarm>;
  readonly deadLetters: number;
  readonly queueRetention: Duration;
  readonly rejectedPercent: number;
  /** How long a file that was handed off may take. */
  readonly stuckAfter: Duration;
  /** In hours; undefined if there is to be no alarm. */
  readonly hoursWithoutFile?: number;
}

/** CloudWatch looks back seven days at most. */
const MOST_HOURS = 7 * 24;

/** Three times as long as the worst GB takes: docs/cost.md. */
const STUCK_AFTER = Duration.hours(6);
/** FanOutWorkflow ends after seven days, which has an alarm of its own. */
const MOST_STUCK_MINUTES = 6 * 24 * 60;

export function resolveAlarmSettings(scope: Construct, queue: IQueue, options: PipelineAlarmsOptions): AlarmSettings {
  const without = new Set(options.without ?? []);
  for (const name of without) {
    if (!Object.values(PipelineAlarm).includes(name)) {
      throw invalidProp('addAlarms without', name, 'must have members of PipelineAlarm', 'For instance PipelineAlarm.FAN_OUT_WORKFLOW_ABORTED.');
    }
  }
  return {
    without,
    deadLetters: resolveNumber('deadLetters', options.deadLetters, 1, (value) => Number.isInteger(value) && value >= 1, 'a whole number from 1'),
    queueRetention: resolveRetention(scope, queue, options.queueRetention, without),
    rejectedPercent: resolveNumber('rejectedPercent', options.rejectedPercent, 10, (value) => value >= 0 && value <= 100, 'a number from 0 to 100'),
    stuckAfter: resolveStuckAfter(options.stuckAfter),
    hoursWithoutFile: resolveHours(options.noFileFor),
  };
}

function resolveNumber(option: string, value: number | undefined, byDefault: number, fits: (value: number) => boolean, allowed: string): number {
  if (isGiven(value) && !Token.isUnresolved(value) && !fits(value)) {
    throw invalidProp(`addAlarms ${option}`, value, `must be ${allowed}`, `Leave it out for ${byDefault}.`);
  }
  return value ?? byDefault;
}

function resolveRetention(scope: Construct, queue: IQueue, given: Duration | undefined, without: ReadonlySet<PipelineAlarm>): Duration {
  if (isGiven(given)) {
    if (given.isUnresolved()) {
      throw invalidProp('addAlarms queueRetention', 'a token', 'must be known at synthesis', 'Write the retention of the queue itself.');
    }
    return given;
  }
  const known = knownRetention(queue);
  if (!known && !without.has(PipelineAlarm.OLD_DEAD_LETTERS)) { warn(scope, ASSUMED_RETENTION); }
  return known ?? DEFAULT_RETENTION;
}

function resolveStuckAfter(given: Duration | undefined): Duration {
  if (!isGiven(given)) {
    return STUCK_AFTER;
  }
  const minutes = given.isUnresolved() ? NaN : given.toMinutes({ integral: false });
  if (!Number.isInteger(minutes) || minutes < 10 || minutes > MOST_STUCK_MINUTES) {
    throw invalidProp('addAlarms stuckAfter', given.isUnresolved() ? 'a token' : given.toHumanString(),
      'must be whole minutes, from 10 minutes to six days, because FanOutWorkflow ends after seven', `Leave it out for ${STUCK_AFTER.toHumanString()}.`);
  }
  return given;
}

function resolveHours(given: Duration | undefined): number | undefined {
  if (!isGiven(given)) {
    return undefined;
  }
  const hours = given.isUnresolved() ? NaN : given.toHours({ integral: false });
  if (!Number.isInteger(hours) || hours < 1 || hours > MOST_HOURS) {
    throw invalidProp('addAlarms noFileFor', given.isUnresolved() ? 'a token' : given.toHumanString(), 'must be whole hours, from one hour to seven days, which is CloudWatch\'s limit',
      'For instance Duration.hours(6).');
  }
  return hours;
}
