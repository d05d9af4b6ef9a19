import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteStackCommand, DescribeStacksCommand, paginateDescribeStacks, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { Stack } from '@aws-sdk/client-cloudformation';
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteObjectsCommand, ListObjectVersionsCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3';
import type { AwsClients } from './clients';
import { ON_EMULATOR } from './clients';
import { TEST_STACK_TAG } from './mark';

const POLL_MS = ON_EMULATOR ? 100 : 5_000;

/** Names of the stacks of this region that carry the tag of tests. */
export async function testStacks({ cloudformation }: AwsClients): Promise<string[]> {
  const found: string[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client: cloudformation }, {})) {
    found.push(...Stacks.filter(isTestStack).map(({ StackName }) => StackName!));
  }
  return found.sort();
}

function isTestStack({ Tags = [], StackStatus }: Stack): boolean {
  return StackStatus !== 'DELETE_COMPLETE' && Tags.some(({ Key, Value }) => Key === TEST_STACK_TAG.key && Value === TEST_STACK_TAG.value);
}

/** Removes these stacks, the objects in their buckets, and the log groups that Lambda has made for their functions. */
export async function removeStacks(clients: AwsClients, names: readonly string[], log: (line: string) => void): Promise<void> {
  // The stacks of assertions import values from the stacks that they assert of, so those go last.
  const [assertions, others] = [names.filter(isOfAssertions), names.filter((name) => !isOfAssertions(name))];
  for (const group of [assertions, others]) {
    await Promise.all(group.map(async (name) => {
      await removeStack(clients, name);
      log(`removed ${name}`);
    }));
  }
}

const isOfAssertions = (name: string): boolean => name.includes('DeployAssert');

async function removeStack(clients: AwsClients, name: string): Promise<void> {
  // CloudFormation ends what it does to a stack that is deleted; in the emulator, it goes on.
  if (ON_EMULATOR) await untilAtRest(clients, name);
  const [buckets, functions] = await Promise.all(['AWS::S3::Bucket', 'AWS::Lambda::Function'].map(async (type) => physicalIds(clients, name, type)));
  for (const bucket of buckets) await emptyBucket(clients, bucket);
  await clients.cloudformation.send(new DeleteStackCommand({ StackName: name }));
  await untilGone(clients, name);
  // Lambda makes one where the template has none, and it outlives the function.
  for (const id of functions) await ignoringAbsence(clients.logs.send(new DeleteLogGroupCommand({ logGroupName: `/aws/lambda/${id}` })));
}

async function physicalIds({ cloudformation }: AwsClients, StackName: string, type: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client: cloudformation }, { StackName })) {
    found.push(...StackResourceSummaries
      .filter(({ ResourceType, PhysicalResourceId, ResourceStatus }) => ResourceType === type && PhysicalResourceId && ResourceStatus !== 'DELETE_COMPLETE')
      .map(({ PhysicalResourceId }) => PhysicalResourceId!));
  }
  return found;
}

async function emptyBucket({ s3 }: AwsClients, Bucket: string): Promise<void> {
  await ignoringAbsence((async () => {
    // The custom resource that empties a bucket looks for this tag, which the emulator leaves out of a template's bucket.
    if (ON_EMULATOR) await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] } }));
    for (;;) {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (Objects.length === 0) return;
      await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    }
  })());
}

async function untilAtRest({ cloudformation }: AwsClients, name: string): Promise<void> {
  while (/^(CREATE|UPDATE|ROLLBACK)_IN_PROGRESS$/.test((await describe(cloudformation, name))?.StackStatus ?? '')) await sleep(POLL_MS);
}

async function untilGone({ cloudformation }: AwsClients, StackName: string): Promise<void> {
  for (;;) {
    const stack = await describe(cloudformation, StackName);
    if (stack === undefined || stack.StackStatus === 'DELETE_COMPLETE') return;
    if (stack.StackStatus === 'DELETE_FAILED') throw new Error(`The stack ${StackName} can't be removed: ${stack.StackStatusReason}`);
    await sleep(POLL_MS);
  }
}

/** Undefined where there is no stack of this name. */
export async function describe(client: AwsClients['cloudformation'], StackName: string): Promise<Stack | undefined> {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}

async function ignoringAbsence(call: Promise<unknown>): Promise<void> {
  await call.catch((error: Error) => {
    if (!/NotFound|NoSuchBucket/.test(error.name)) throw error;
  });
}
