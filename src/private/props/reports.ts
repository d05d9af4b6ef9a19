import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { resolveHistoryTable } from './existing-resources';
import { isGiven } from './value-checks';
import type { SalesDataPipelineProps } from '../../sales-data-pipeline-props';
import { invalidProp, ValidationError } from '../contract/validation-error';

const DEFAULT_RETENTION = Duration.days(90);
const SHORTEST_RETENTION = Duration.days(1);

/** How the pipeline reports what became of each file. */
export interface Reports {
  readonly announcementsEnabled: boolean;
  readonly historyEnabled: boolean;
  readonly historyTable?: ITable;
  readonly historyRetention: Duration;
}

export function resolveReports(scope: Construct, props: SalesDataPipelineProps): Reports {
  const historyEnabled = isEnabled('historyEnabled', props.historyEnabled);
  if (!historyEnabled) {
    for (const prop of ['historyTable', 'historyRetention'] as const) {
      if (isGiven(props[prop])) {
        throw new ValidationError(`SalesDataPipeline: ${prop} must be left out if historyEnabled is false, but is given. Leave out one of the two.`);
      }
    }
  }
  return {
    announcementsEnabled: isEnabled('announcementsEnabled', props.announcementsEnabled),
    historyEnabled,
    historyTable: resolveHistoryTable(scope, props.historyTable),
    historyRetention: resolveRetention(props.historyRetention),
  };
}

/** The value of a flag that is on by default. */
function isEnabled(prop: string, value: boolean | undefined): boolean {
  if (isGiven(value) && typeof value !== 'boolean') {
    throw invalidProp(prop, value, 'must be true or false', 'Leave it out for true.');
  }
  return value ?? true;
}

function resolveRetention(value: Duration | undefined): Duration {
  if (!isGiven(value)) {
    return DEFAULT_RETENTION;
  }
  if (typeof value.toSeconds !== 'function') {
    throw invalidProp('historyRetention', value, 'must be a Duration', 'For instance Duration.days(90).');
  }
  if (value.isUnresolved()) {
    throw new ValidationError('SalesDataPipeline: historyRetention must be known at synthesis, but is a token, whose value is known at deployment only. Write the value itself.');
  }
  if (value.toSeconds({ integral: false }) < SHORTEST_RETENTION.toSeconds()) {
    throw invalidProp('historyRetention', value.toHumanString(), 'must be at least one day, because DynamoDB deletes expired rows within days', 'Leave it out for 90 days.');
  }
  return value;
}
