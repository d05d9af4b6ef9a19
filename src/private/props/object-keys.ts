import { Stack, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/aws-events';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { assertString, isGiven } from './value-checks';
import type { Warning } from './warnings';
import { unlikelyObjectKey } from './warnings';
import { invalidProp, show, ValidationError } from '../contract/validation-error';

/** S3's limits, in bytes. */
const LONGEST_KEY = 1024;
const LONGEST_BUCKET_NAME = 63;
/** EventBridge's default quota, in characters. */
const LONGEST_PATTERN = 2048;

/** The objects that are sales files: those of the prefix and the suffix, each empty where it is left out. */
export interface ObjectKeys {
  readonly prefix: string;
  readonly suffix: string;
}

export function resolveObjectKeys(objectKeyPrefix: string | undefined, objectKeySuffix: string | undefined): ObjectKeys {
  const prefix = resolveEnd('objectKeyPrefix', objectKeyPrefix);
  const suffix = resolveEnd('objectKeySuffix', objectKeySuffix);
  if (prefix && suffix) {
    assertBothKnown(prefix, suffix);
    assertFitIntoKey(prefix, suffix);
  }
  return { prefix, suffix };
}

function resolveEnd(prop: string, value: string | undefined): string {
  if (!isGiven(value)) {
    return '';
  }
  assertString(prop, value);
  if (value === '') {
    throw invalidProp(prop, value, 'must not be empty', 'Leave it out if every object is a sales file.');
  }
  if (!Token.isUnresolved(value) && Buffer.byteLength(value) > LONGEST_KEY) {
    throw invalidProp(prop, value, 'must be at most 1,024 bytes long, which is S3\'s limit for an object key', 'Shorten it.');
  }
  return value;
}

/** Warnings of a prefix or a suffix that is probably meant in another way than S3 and EventBridge read it. */
export function objectKeyWarnings({ prefix, suffix }: ObjectKeys): Warning[] {
  const known = (text: string) => !Token.isUnresolved(text);
  return [
    ...(known(prefix) && prefix.startsWith('/') ? [unlikelyObjectKey('objectKeyPrefix', prefix, 'starts with "/", as few object keys do', prefix.replace(/^\/+/, ''))] : []),
    ...(known(prefix) && prefix.endsWith('*') ? [unlikelyObjectKey('objectKeyPrefix', prefix, 'ends with "*", which is not a wildcard here', prefix.replace(/\*+$/, ''))] : []),
    ...(known(suffix) && suffix.startsWith('*') ? [unlikelyObjectKey('objectKeySuffix', suffix, 'starts with "*", which is not a wildcard here', suffix.replace(/^\*+/, ''))] : []),
  ];
}

/** Whether an object may match both. Unknown values do not count as a match. */
export function overlap(a: ObjectKeys, b: ObjectKeys): boolean {
  return [a.prefix, a.suffix, b.prefix, b.suffix].every((text) => !Token.isUnresolved(text))
    && (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix))
    && (a.suffix.endsWith(b.suffix) || b.suffix.endsWith(a.suffix));
}

function assertBothKnown(prefix: string, suffix: string): void {
  if (Token.isUnresolved(prefix) || Token.isUnresolved(suffix)) {
    throw new ValidationError('SalesDataPipeline: objectKeyPrefix and objectKeySuffix must both be known at synthesis if both are given, but one of them is a token: '
      + 'they become one pattern, in which "*" must be escaped. Give one of them, or write the values themselves.');
  }
}

/** Throws if no object can have a key with both the prefix and the suffix. */
function assertFitIntoKey(prefix: string, suffix: string): void {
  if ([...overlapping(prefix, suffix), prefix + suffix].every((key) => Buffer.byteLength(key) > LONGEST_KEY)) {
    throw new ValidationError('SalesDataPipeline: objectKeyPrefix and objectKeySuffix must fit into an object key of 1,024 bytes, which is S3\'s limit, but are '
      + `${show(prefix)} (${Buffer.byteLength(prefix)} bytes) and ${show(suffix)} (${Buffer.byteLength(suffix)} bytes): no object could match both. Shorten them.`);
  }
}

/** The event detail of an upload, as an event pattern. */
export function uploadPattern(bucketName: string, { prefix, suffix }: ObjectKeys): { [name: string]: any } {
  const key = keyPattern(prefix, suffix);
  return { bucket: { name: [bucketName] }, ...(key && { object: { key } }) };
}

function keyPattern(prefix: string, suffix: string): unknown[] | undefined {
  if (prefix && suffix) {
    return [...Match.wildcard(`${literal(prefix)}*${literal(suffix)}`), ...overlapping(prefix, suffix)];
  }
  if (prefix) {
    return Match.prefix(prefix);
  }
  return suffix ? Match.suffix(suffix) : undefined;
}

/** In a wildcard pattern, `*` and `\` have a meaning of their own. */
const literal = (text: string) => text.replace(/[*\\]/g, '\\$&');

/** Keys in which prefix and suffix overlap: `sales.json` for `sales.` and `.json`. */
function overlapping(prefix: string, suffix: string): string[] {
  const lengths = Array.from({ length: Math.min(prefix.length, suffix.length) }, (_, i) => i + 1);
  return lengths.filter((length) => prefix.endsWith(suffix.slice(0, length))).map((length) => prefix + suffix.slice(length));
}

/** Throws if EventBridge would refuse the rule at deployment, because its pattern is too long. */
export function assertPatternFits(scope: Construct, bucket: IBucket | undefined, objectKeys: ObjectKeys): void {
  if (Token.isUnresolved(objectKeys.prefix) || Token.isUnresolved(objectKeys.suffix)) {
    return;
  }
  const stack = Stack.of(scope);
  const name: unknown = stack.resolve(bucket?.bucketName);
  const detail = stack.resolve(uploadPattern(typeof name === 'string' ? name : 'b'.repeat(LONGEST_BUCKET_NAME), objectKeys));
  const size = JSON.stringify({ 'source': ['aws.s3'], 'detail-type': ['Object Created'], detail }).length;
  if (size > LONGEST_PATTERN) {
    throw new ValidationError('SalesDataPipeline: objectKeyPrefix and objectKeySuffix must fit into an event pattern of 2,048 characters, which is EventBridge\'s quota, '
      + `but ${show(objectKeys.prefix)} and ${show(objectKeys.suffix)} make a pattern of ${size} characters. Shorten them, or give only one of them.`);
  }
}
