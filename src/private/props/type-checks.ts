import { Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { invalidProp, show } from './prop-error';
import { ValidationError } from './validation-error';
import type { SalesDataPipelineProps } from '../../sales-data-pipeline-props';

/** What says that a value is a resource, what it has to be, and how to make one from a name or an ARN. */
interface ResourceType {
  readonly arn: string;
  readonly what: string;
  readonly fromName?: string;
  readonly fromArn: string;
}

const RESOURCES: { [prop in 'bucket' | 'table' | 'deadLetterQueue' | 'encryptionKey']: ResourceType } = {
  bucket: { arn: 'bucketArn', what: 'a bucket (IBucket)', fromName: 'Bucket.fromBucketName', fromArn: 'Bucket.fromBucketArn' },
  table: { arn: 'tableArn', what: 'a table (ITable)', fromName: 'Table.fromTableName', fromArn: 'Table.fromTableArn' },
  deadLetterQueue: { arn: 'queueArn', what: 'a queue (IQueue)', fromArn: 'Queue.fromQueueArn' },
  encryptionKey: { arn: 'keyArn', what: 'a key (IKey)', fromArn: 'Key.fromKeyArn' },
};

/** Languages without types, and configuration files, let anything through. */
export function assertTypes(props: SalesDataPipelineProps): void {
  if (typeof props !== 'object' || props === null || Array.isArray(props)) {
    throw new ValidationError(`SalesDataPipeline: the props must be an object, but are ${show(props)}. Leave them out for the defaults.`);
  }
  const { schema, dlqRetention, logRetention, tracingEnabled } = props;
  assertSchema(schema);
  for (const prop of ['recordsPointer', 'objectKeyPrefix', 'objectKeySuffix'] as const) {
    if (props[prop] !== undefined) { assertText(prop, props[prop], 'Leave it out for the default.'); }
  }
  for (const [prop, type] of Object.entries(RESOURCES)) {
    assertResource(prop, props[prop as keyof typeof RESOURCES], type);
  }
  if (given(dlqRetention) && typeof dlqRetention.toSeconds !== 'function') {
    throw invalidProp('dlqRetention', dlqRetention, 'must be a Duration', 'For instance Duration.days(14).');
  }
  if (logRetention !== undefined && !Token.isUnresolved(logRetention) && !Object.values(RetentionDays).some((days) => days === logRetention && typeof days === 'number')) {
    throw invalidProp('logRetention', logRetention, 'must be one of RetentionDays, which are the times that CloudWatch Logs knows',
      'For instance RetentionDays.TWO_WEEKS.');
  }
  if (given(tracingEnabled) && typeof tracingEnabled !== 'boolean' && !Token.isUnresolved(tracingEnabled)) {
    throw invalidProp('tracingEnabled', tracingEnabled, 'must be true or false', 'Leave it out for false.');
  }
}

/** Fails where a value is no text. */
export function assertText(prop: string, value: unknown, remedy: string): void {
  if (typeof value !== 'string') {
    throw invalidProp(prop, value, 'must be a string', remedy);
  }
}

/** `null` is what some languages write for what is left out. */
function given<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

function assertSchema(schema: SalesDataPipelineProps['schema']): void {
  // Not instanceof: there may be two copies of this package.
  if (given(schema) && !Array.isArray(schema._references)) {
    const remedy = typeof schema === 'string' ? `Give RecordSchema.fromFile(${show(schema)}).` : 'Give RecordSchema.fromObject({…}), or RecordSchema.fromFile("order.json").';
    throw invalidProp('schema', schema, 'must be a RecordSchema', remedy);
  }
}

function assertResource(prop: string, value: any, { arn, what, fromName, fromArn }: ResourceType): void {
  if (given(value) && typeof value[arn] !== 'string') {
    const make = fromName && !(typeof value === 'string' && value.startsWith('arn:')) ? fromName : fromArn;
    const id = prop[0].toUpperCase() + prop.slice(1);
    const example = typeof value === 'string' && (make === fromName || value.startsWith('arn:')) ? show(value) : make === fromName ? '"its-name"' : '"its-arn"';
    throw invalidProp(prop, value, `must be ${what}`, `One that is there already is ${make}(this, "${id}", ${example}).`);
  }
}
