import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import { invalidProp, show } from './prop-error';
import { assertTypes } from './type-checks';
import { ValidationError } from './validation-error';
import { DuplicatePolicy } from '../../duplicate-policy';
import type { SalesDataPipelineProps } from '../../sales-data-pipeline-props';

/** Most child executions that a Distributed Map runs at once. */
const MOST_CHILDREN = 10_000;

/** Props that are wrong by themselves or do not go together; what needs more than a look is checked where it is used. */
export function assertProps(props: SalesDataPipelineProps): void {
  assertTypes(props);
  const { maxConcurrency, dlqRetention, deadLetterQueue } = props;
  if (maxConcurrency !== undefined && !Token.isUnresolved(maxConcurrency)
    && (!Number.isInteger(maxConcurrency) || maxConcurrency < 1 || maxConcurrency > MOST_CHILDREN)) {
    throw invalidProp('maxConcurrency', maxConcurrency, 'must be a whole number from 1 to 10,000, which is what a Distributed Map can do',
      'Leave it out for 10.');
  }
  if (dlqRetention && deadLetterQueue) {
    throw new ValidationError(`SalesDataPipeline: dlqRetention (${dlqRetention.toHumanString()}) can't be applied to the deadLetterQueue that is given. `
      + 'Set the retention where that queue is made, or leave one of the two out.');
  }
  oneOf('duplicatePolicy', props.duplicatePolicy, Object.values(DuplicatePolicy));
  oneOf('logLevel', props.logLevel, Object.values(LogLevel));
  oneOf('removalPolicy', props.removalPolicy, [RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE]);
  if (props.objectKeyPrefix && props.objectKeySuffix && [props.objectKeyPrefix, props.objectKeySuffix].some(Token.isUnresolved)) {
    throw new ValidationError('SalesDataPipeline: objectKeyPrefix and objectKeySuffix must both be known at synth where both are given, '
      + 'because together they make one pattern in which "*" has to be escaped. Give one of them, or no tokens.');
  }
  for (const name of ['objectKeyPrefix', 'objectKeySuffix'] as const) {
    const value = props[name];
    if (value === '') {
      throw invalidProp(name, value, 'must not be empty', 'Leave it out where every object is a sales file.');
    }
    if (value && !Token.isUnresolved(value) && Buffer.byteLength(value) > 1024) {
      throw new ValidationError(`SalesDataPipeline: ${name} must be at most 1,024 bytes long, which is S3's limit for a key, but is ${show(value)}.`);
    }
  }
}

/** Languages without enums, and configuration files, let anything through. */
function oneOf(prop: string, value: string | undefined, allowed: string[]): void {
  if (value !== undefined && !allowed.includes(value)) {
    throw invalidProp(prop, value, `must be one of ${allowed.join(', ')}`, 'Leave it out for the default.');
  }
}
