import type { IResource } from 'aws-cdk-lib';
import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { assertHoldsDeadLetters } from './existing-queue';
import { assertSymmetric } from './symmetric-key';
import { assertHistoryKey, assertTableKey } from './table-key-match';
import { isGiven } from './value-checks';
import type { KeyAttribute } from '../contract/names';
import { invalidProp, show } from '../contract/validation-error';

/** What a prop that takes a resource must be given. */
interface ResourceProp {
  readonly name: string;
  /** The attribute that holds the ARN, by which a resource of this type is recognised. */
  readonly arn: string;
  readonly type: string;
  /** How to import such a resource. */
  readonly fromName?: string;
  readonly fromArn: string;
  /** What it must have in common with the stack, why, and what to do otherwise. */
  readonly sameAsStack: ('account' | 'region')[];
  readonly why: string;
  readonly remedy: string;
}

const BUCKET: ResourceProp = {
  name: 'bucket',
  arn: 'bucketArn',
  type: 'a bucket (IBucket)',
  fromName: 'Bucket.fromBucketName',
  fromArn: 'Bucket.fromBucketArn',
  sameAsStack: ['account', 'region'],
  why: 'its events reach EventBridge there only',
  remedy: 'Create the pipeline where the bucket is, or pass in a bucket of the stack\'s account and region.',
};

const TABLE: ResourceProp = {
  name: 'table',
  arn: 'tableArn',
  type: 'a table (ITable)',
  fromName: 'Table.fromTableName',
  fromArn: 'Table.fromTableArn',
  sameAsStack: ['account', 'region'],
  why: 'the workflows refer to it by name, and that name means another table here',
  remedy: 'Create the pipeline where the table is, or pass in a table of the stack\'s account and region.',
};

const HISTORY_TABLE: ResourceProp = { ...TABLE, name: 'historyTable' };

const DEAD_LETTER_QUEUE: ResourceProp = {
  name: 'deadLetterQueue',
  arn: 'queueArn',
  type: 'a queue (IQueue)',
  fromArn: 'Queue.fromQueueArn',
  sameAsStack: ['account', 'region'],
  why: 'rules and workflows can send dead letters only there',
  remedy: 'Create the pipeline where the queue is, or pass in a queue of the stack\'s account and region.',
};

const ENCRYPTION_KEY: ResourceProp = {
  name: 'encryptionKey',
  arn: 'keyArn',
  type: 'a KMS key (IKey)',
  fromArn: 'Key.fromKeyArn',
  // A key of another account works if its policy allows it.
  sameAsStack: ['region'],
  why: 'a resource can be encrypted only with a key of its own region',
  remedy: 'Pass in a key of the stack\'s region, for instance a replica of a multi-region key.',
};

export function resolveBucket(scope: Construct, bucket: IBucket | undefined): IBucket | undefined {
  return resolveResource(scope, BUCKET, bucket);
}

export function resolveTable(scope: Construct, value: ITable | undefined, tableKey: KeyAttribute[]): ITable | undefined {
  const table = resolveResource(scope, TABLE, value);
  if (table) { assertTableKey(table, tableKey); }
  return table;
}

export function resolveHistoryTable(scope: Construct, value: ITable | undefined): ITable | undefined {
  const table = resolveResource(scope, HISTORY_TABLE, value);
  if (table) { assertHistoryKey(table); }
  return table;
}

export function resolveDeadLetterQueue(scope: Construct, value: IQueue | undefined): IQueue | undefined {
  const queue = resolveResource(scope, DEAD_LETTER_QUEUE, value);
  if (queue?.fifo) {
    throw invalidProp('deadLetterQueue', queue.node.path, 'must be a standard queue, because EventBridge cannot deliver its dead letters to a FIFO queue',
      'Pass in a standard queue, or leave it out.');
  }
  if (queue) { assertHoldsDeadLetters(queue); }
  return queue;
}

export function resolveEncryptionKey(scope: Construct, value: IKey | undefined): IKey | undefined {
  return resolveKey(scope, ENCRYPTION_KEY, value);
}

export function resolvePreviousEncryptionKeys(scope: Construct, value: IKey[] | undefined): IKey[] {
  if (!isGiven(value)) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw invalidProp('previousEncryptionKeys', value, 'must be a list of KMS keys (IKey)', 'For instance [oldKey].');
  }
  return value.map((key, i) => {
    const name = `previousEncryptionKeys[${i}]`;
    const resolved = resolveKey(scope, { ...ENCRYPTION_KEY, name }, key);
    if (!resolved) { throw invalidProp(name, key, 'must be a KMS key (IKey)', 'Take it out of the list.'); }
    return resolved;
  });
}

function resolveKey(scope: Construct, prop: ResourceProp, value: IKey | undefined): IKey | undefined {
  const key = resolveResource(scope, prop, value);
  if (key) { assertSymmetric(prop.name, key); }
  return key;
}

function resolveResource<T extends IResource>(scope: Construct, prop: ResourceProp, resource: T | undefined): T | undefined {
  if (!isGiven(resource)) {
    return undefined;
  }
  assertResource(prop, resource);
  assertEnvironment(scope, prop, resource);
  return resource;
}

/** Not `instanceof`: there may be two copies of the CDK. */
function assertResource({ name, arn, type, fromName, fromArn }: ResourceProp, value: any): void {
  if (typeof value[arn] !== 'string') {
    const isArn = typeof value === 'string' && value.startsWith('arn:');
    const byName = fromName !== undefined && !isArn;
    const example = typeof value === 'string' && (byName || isArn) ? show(value) : byName ? '"its-name"' : '"its-arn"';
    const id = name[0].toUpperCase() + name.slice(1).replace(/\W/g, '');
    throw invalidProp(name, value, `must be ${type}`, `Import an existing one with ${byName ? fromName : fromArn}(this, "${id}", ${example}).`);
  }
}

/** Throws if a resource is known to be in another account or region than the stack. */
function assertEnvironment(scope: Construct, { name, arn, sameAsStack, why, remedy }: ResourceProp, resource: IResource): void {
  const stack = Stack.of(scope);
  const [, , , region, account] = ((resource as any)[arn] as string).split(':');
  // Some resources that are imported by ARN have no `env`.
  const places: { account?: string; region?: string }[] = [resource.env ?? {}, { region, account }];
  for (const place of places) {
    for (const dimension of sameAsStack) {
      const actual = place[dimension];
      // Where one of the two is a token, they may be the same.
      if (actual && Token.compareStrings(actual, stack[dimension]) === TokenComparison.DIFFERENT) {
        throw invalidProp(name, resource.node.path, `must be in the ${sameAsStack.join(' and ')} of the stack, because ${why}`,
          `Its ${dimension} is ${actual}; the ${dimension} of the stack is ${stack[dimension]}. ${remedy}`);
      }
    }
  }
}
