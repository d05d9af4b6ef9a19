import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import type { AwsApiCall, IApiCall } from '@aws-cdk/integ-tests-alpha';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { mixins } from 'aws-cdk-lib/aws-s3';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { SalesDataPipeline } from '../../../src';
import type { DeadLetter, FileProcessed } from '../../../src/private/contract/messages';
import { FILE_PROCESSED } from '../../../src/private/contract/names';
import { TEST_STACK_TAG } from '../../../tools/aws/mark';

/** How long S3 takes until it sends events to EventBridge, in seconds. */
const EVENTBRIDGE_DELAY = 5 * 60;
/** The longest that SQS waits for a message, in seconds. */
const LONGEST_POLL = 20;
/** Set for whatever runs on the emulator, where EventBridge works at once. */
const ON_EMULATOR = process.env.AWS_ENDPOINT_URL !== undefined;

/** Members of a message, by value or by matcher. */
type Expected<T> = { readonly [Member in keyof T]?: Expected<T[Member]> | Match };

/** Keeps values that differ between machines out of the snapshot. */
export function integApp(): App {
  return new App({
    treeMetadata: false,
    analyticsReporting: false,
    postCliContext: {
      'aws:cdk:disable-stack-trace': true,
      'aws:cdk:disable-creation-stack-traces': true,
      '@aws-cdk/core:enableAdditionalMetadataCollection': false,
    },
  });
}

/**
 * A stack, and the steps to run after its deployment. Steps are custom resources of a second stack: they run one after the
 * other, and the first step with an unexpected result fails the deployment.
 */
export class DeployedStack {
  private readonly integ: IntegTest;
  private last?: IApiCall;
  private delay = ON_EMULATOR ? 0 : EVENTBRIDGE_DELAY;

  constructor(stack: Stack) {
    // Gives the stacks of the assertions their own names, so that tests can be deployed at the same time.
    const app = App.of(stack) as App;
    this.integ = new IntegTest(app, `${stack.stackName}Test`, { testCases: [stack], stackUpdateWorkflow: false });
    // Tells `npm run verify:aws` what to remove if a test is killed.
    app.node.findAll().filter(Stack.isStack).forEach(({ tags }) => tags.setTag(TEST_STACK_TAG.key, TEST_STACK_TAG.value));
  }

  public pipeline(pipeline: SalesDataPipeline): DeployedPipeline {
    return new DeployedPipeline(this, pipeline);
  }

  /** Waits once for all buckets of the stack, because S3 sends no events about uploads before. Each poll of an empty queue takes its full time. */
  public waitForEventBridge(empty: IQueue): void {
    for (; this.delay > 0; this.delay -= LONGEST_POLL) {
      this.call('SQS', 'receiveMessage', { QueueUrl: empty.queueUrl, WaitTimeSeconds: LONGEST_POLL });
    }
  }

  public invoke(fn: IFunction): void {
    this.next(this.integ.assertions.invokeFunction({ functionName: fn.functionName }));
  }

  public call(service: string, api: string, parameters: object): AwsApiCall {
    const call = this.integ.assertions.awsApiCall(service, api, parameters) as AwsApiCall;
    allowKeys(call.provider);
    this.next(call);
    return call;
  }

  private next(call: IApiCall): void {
    this.last?.next(call);
    this.last = call;
  }
}

/** A pipeline as its users see it: takes files, gives announcements, items and dead letters. */
export class DeployedPipeline {
  private readonly results: Queue;

  constructor(private readonly deployed: DeployedStack, private readonly pipeline: SalesDataPipeline) {
    this.results = new Queue(pipeline, 'Results');
    pipeline.onFileProcessed('Processed', { target: new SqsQueue(this.results) });
    pipeline.onFileFailed('Failed', { target: new SqsQueue(this.results) });
    this.emptyBucketInTheEnd();
    deployed.waitForEventBridge(this.results);
  }

  public upload(key: string, content: unknown): void {
    this.deployed.call('S3', 'putObject', { Bucket: this.pipeline.bucket.bucketName, Key: key, Body: JSON.stringify(content) });
  }

  /** Expects an announcement of the file with these members; counts that are not given are 0. */
  public expectProcessed(key: string, detail: Expected<FileProcessed>): void {
    const none: Expected<FileProcessed> = { inserted: 0, replaced: 0, repeated: 0, superseded: 0, rejected: 0, conflicts: 0 };
    const call = this.expectMessage(this.results.queueUrl, {
      'detail-type': FILE_PROCESSED, 'detail': Match.objectLike({ key, ...none, ...detail }),
    });
    call.waitForAssertions({ totalTimeout: Duration.minutes(5), interval: Duration.seconds(2) });
    allowKeys(call.waiterProvider!);
  }

  /** Expects a dead letter with at least these members. */
  public expectDeadLetter(deadLetter: Expected<DeadLetter>): void {
    this.expectMessage(this.pipeline.deadLetterQueue.queueUrl, deadLetter);
  }

  public expectNoDeadLetter(): void {
    this.deployed.call('SQS', 'getQueueAttributes', { QueueUrl: this.pipeline.deadLetterQueue.queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] })
      .expect(ExpectedResult.objectLike({ Attributes: { ApproximateNumberOfMessages: '0' } }));
  }

  /** Expects an item under this table key with at least these attributes. */
  public expectItem(key: object, item: object): void {
    this.deployed.call('DynamoDB', 'getItem', { TableName: this.pipeline.table.tableName, Key: key, ConsistentRead: true })
      .expect(ExpectedResult.objectLike({ Item: item }));
  }

  private expectMessage(queueUrl: string, body: object): AwsApiCall {
    // A received message stays in the queue, but is not received again.
    const call = this.deployed.call('SQS', 'receiveMessage', { QueueUrl: queueUrl, WaitTimeSeconds: 20, VisibilityTimeout: 3600 });
    call.expect(ExpectedResult.objectLike({ Messages: [{ Body: Match.serializedJson(Match.objectLike(body)) }] }));
    return call;
  }

  /** A bucket with objects in it can't be deleted. */
  private emptyBucketInTheEnd(): void {
    (this.pipeline.bucket.node.defaultChild as CfnBucket).with(new mixins.BucketAutoDeleteObjects());
    // The stack sets this tag as well, but the emulator leaves a bucket's tags out.
    this.deployed.call('S3', 'putBucketTagging', {
      Bucket: this.pipeline.bucket.bucketName, Tagging: { TagSet: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] },
    });
  }
}

/** The integ-tests library grants the calls only, which is not enough for resources with a customer managed key. */
function allowKeys(provider: AwsApiCall['provider']): void {
  provider.addToRolePolicy({ Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: ['*'] });
}
