import type { Stack } from 'aws-cdk-lib';
import { Duration } from 'aws-cdk-lib';
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { SalesDataPipeline } from '../../src';
import { only, recordTable, resources } from './support/cloudformation';
import type { PropsIn } from './support/synth';
import { synth } from './support/synth';

/** The template of a pipeline that its user changes after it is created. */
const changed = (use: (pipeline: SalesDataPipeline, stack: Stack) => void, props: PropsIn = {}) => synth(props, { use }).template;

describe('the bucket', () => {
  test('takes a lifecycle rule besides its own', () => {
    const template = changed(({ bucket }) => {
      (bucket as Bucket).addLifecycleRule({ noncurrentVersionExpiration: Duration.days(90) });
    });

    expect(only(template, 'AWS::S3::Bucket').Properties.LifecycleConfiguration.Rules).toEqual([
      { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' },
      { NoncurrentVersionExpiration: { NoncurrentDays: 90 }, Status: 'Enabled' },
    ]);
  });
});

describe('the table', () => {
  test('takes a global secondary index', () => {
    const template = changed(({ table }) => {
      (table as Table).addGlobalSecondaryIndex({ indexName: 'ByCustomer', partitionKey: { name: 'customer', type: AttributeType.STRING } });
    });

    expect(recordTable(template).Properties).toMatchObject({
      AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }, { AttributeName: 'customer', AttributeType: 'S' }],
      GlobalSecondaryIndexes: [{
        IndexName: 'ByCustomer', KeySchema: [{ AttributeName: 'customer', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' },
      }],
    });
  });

  test('grants read access to an index that is added after the grant', () => {
    const template = changed((pipeline) => {
      pipeline.grantReadItems(pipeline.validatorFunction);
      (pipeline.table as Table).addGlobalSecondaryIndex({ indexName: 'ByCustomer', partitionKey: { name: 'customer', type: AttributeType.STRING } });
    });

    expect(JSON.stringify(resources(template, 'AWS::IAM::Policy'))).toContain('/index/*');
  });

  test('takes a stream and a time to live', () => {
    const template = changed(({ table }) => {
      const resource = table.node.defaultChild as CfnTable;
      resource.streamSpecification = { streamViewType: 'NEW_IMAGE' };
      resource.timeToLiveSpecification = { attributeName: 'expiresAt', enabled: true };
    });

    expect(recordTable(template).Properties).toMatchObject({
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });
});

describe('the queue', () => {
  test('takes a visibility timeout and a redrive allow policy', () => {
    const template = changed(({ deadLetterQueue }) => {
      const resource = deadLetterQueue.node.defaultChild as CfnQueue;
      resource.visibilityTimeout = 300;
      resource.redriveAllowPolicy = { redrivePermission: 'denyAll' };
    });

    expect(only(template, 'AWS::SQS::Queue').Properties).toMatchObject({
      VisibilityTimeout: 300, RedriveAllowPolicy: { redrivePermission: 'denyAll' },
    });
  });
});

describe('the functions', () => {
  test.each(['validatorFunction', 'splitterFunction'] as const)('%s takes an environment variable and memory', (name) => {
    // Prepare, Act
    const { template, stack, pipeline } = synth({}, {
      use: (made) => {
        made[name].addEnvironment('TEAM', 'sales');
        (made[name].node.defaultChild as CfnFunction).memorySize = 3008;
      },
    });

    // Assess
    const { Properties } = resources(template, 'AWS::Lambda::Function')[stack.getLogicalId(pipeline[name].node.defaultChild as CfnFunction)];
    expect(Properties).toMatchObject({ MemorySize: 3008, Environment: { Variables: { TEAM: 'sales', RECORD_OPTIONS: expect.any(String) } } });
  });

  test('take a concurrency limit', () => {
    const template = changed(({ splitterFunction }) => {
      (splitterFunction.node.defaultChild as CfnFunction).reservedConcurrentExecutions = 5;
    });

    expect(Object.values(resources(template, 'AWS::Lambda::Function')).map(({ Properties }) => Properties.ReservedConcurrentExecutions)).toContain(5);
  });
});

test('a workflow takes a name', () => {
  const template = changed(({ fileWorkflow }) => {
    (fileWorkflow.node.defaultChild as CfnStateMachine).stateMachineName = 'sales-files';
  });

  const names = Object.values(resources(template, 'AWS::StepFunctions::StateMachine')).map(({ Properties }) => Properties.StateMachineName);
  expect(names).toEqual(expect.arrayContaining(['sales-files', undefined]));
});

test('the upload rule takes a narrower pattern', () => {
  const template = changed(({ uploadRule }) => {
    uploadRule.addEventPattern({ detail: { object: { size: [{ numeric: ['>', 0] }] } } });
  });

  const patterns = Object.values(resources(template, 'AWS::Events::Rule')).map(({ Properties }) => Properties.EventPattern.detail);
  expect(patterns).toContainEqual(expect.objectContaining({ object: { size: [{ numeric: ['>', 0] }] } }));
});

test('an existing resource is the attribute itself', () => {
  const { pipeline, stack } = synth((scope) => ({ bucket: new Bucket(scope, 'Files') }));

  expect(pipeline.bucket).toBe(stack.node.findChild('Files'));
});

test('an imported resource has no CloudFormation resource to change', () => {
  const { pipeline } = synth((stack) => ({
    bucket: Bucket.fromBucketName(stack, 'Files', 'sales-files'),
    table: Table.fromTableName(stack, 'Orders', 'orders'),
    deadLetterQueue: Queue.fromQueueArn(stack, 'DeadLetters', stack.formatArn({ service: 'sqs', resource: 'dead-letters' })),
  }));

  const attributes = [pipeline.bucket, pipeline.table, pipeline.deadLetterQueue];
  expect(attributes.map((resource) => resource.node.defaultChild)).toEqual([undefined, undefined, undefined]);
});
