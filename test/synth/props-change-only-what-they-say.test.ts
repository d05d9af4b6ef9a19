import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import type { SalesDataPipelineProps } from '../../src';
import { DuplicatePolicy, RecordSchema } from '../../src';
import { changes } from './support/changes';
import { synth } from './support/synth';

const pointers = ['/id'];

/** The entry in the registry of pipelines. */
const REGISTERED = 'SSM::Parameter Value';

const CASES: [string, SalesDataPipelineProps, string[]][] = [
  ['schema', { schema: RecordSchema.fromObject({}) }, ['Lambda::Function Code']],
  ['tableKey, where records hold it', { tableKey: { partitionKey: { name: 'orderId', pointers } } }, ['Lambda::Function Environment', REGISTERED]],
  ['tableKey, its type', { tableKey: { partitionKey: { name: 'orderId', type: AttributeType.NUMBER, pointers } } }, [
    'DynamoDB::Table AttributeDefinitions', 'Lambda::Function Environment', REGISTERED,
  ]],
  ['tableKey, its name', { tableKey: { partitionKey: { name: 'id', pointers } } }, [
    // The definition names the key in the condition of the put.
    'DynamoDB::Table AttributeDefinitions', 'DynamoDB::Table KeySchema', 'Lambda::Function Environment', REGISTERED,
    'StepFunctions::StateMachine DefinitionString',
  ]],
  ['tableKey, a sort key', { tableKey: { partitionKey: { name: 'orderId', pointers }, sortKey: { name: 'line', pointers } } }, [
    'DynamoDB::Table AttributeDefinitions', 'DynamoDB::Table KeySchema', 'Lambda::Function Environment', REGISTERED,
  ]],
  ['dlqRetention', { dlqRetention: Duration.days(7) }, ['SQS::Queue MessageRetentionPeriod']],
  ['recordsPointer', { recordsPointer: '/sales' }, ['Lambda::Function Environment', REGISTERED]],
  ['objectKeyPrefix', { objectKeyPrefix: 'incoming/' }, [
    // The functions may read sales files, and no other objects.
    'Events::Rule EventPattern', 'IAM::Policy PolicyDocument', REGISTERED,
  ]],
  ['objectKeySuffix', { objectKeySuffix: '.json' }, ['Events::Rule EventPattern', REGISTERED]],
  ['duplicatePolicy', { duplicatePolicy: DuplicatePolicy.OVERWRITE }, [
    // Items have a version, and the condition of the put compares it.
    'Lambda::Function Environment', REGISTERED, 'StepFunctions::StateMachine DefinitionString',
  ]],
  ['maxConcurrency', { maxConcurrency: 99 }, ['StepFunctions::StateMachine DefinitionString']],
  ['deadLettersPerBatch', { deadLettersPerBatch: 0 }, ['Lambda::Function Environment', 'StepFunctions::StateMachine DefinitionString']],
  ['contentHashAttribute', { contentHashAttribute: 'hash' }, ['Lambda::Function Environment', REGISTERED, 'StepFunctions::StateMachine DefinitionString']],
  ['sourceAttribute', { sourceAttribute: 'origin' }, ['Lambda::Function Environment', REGISTERED, 'StepFunctions::StateMachine DefinitionString']],
  ['historyEnabled', { historyEnabled: false }, ['- DynamoDB::Table', 'IAM::Policy PolicyDocument', REGISTERED, 'StepFunctions::StateMachine DefinitionString']],
  ['historyRetention', { historyRetention: Duration.days(400) }, [REGISTERED, 'StepFunctions::StateMachine DefinitionString']],
  ['sensitiveMembers', { sensitiveMembers: ['/contact-info/email'] }, [REGISTERED]],
  ['announcementsEnabled', { announcementsEnabled: false }, ['IAM::Policy PolicyDocument', 'StepFunctions::StateMachine DefinitionString']],
  ['removalPolicy', { removalPolicy: RemovalPolicy.DESTROY }, [
    'DynamoDB::Table DeletionPolicy', 'DynamoDB::Table UpdateReplacePolicy',
    'S3::Bucket DeletionPolicy', 'S3::Bucket UpdateReplacePolicy',
    'SQS::Queue DeletionPolicy', 'SQS::Queue UpdateReplacePolicy',
  ]],
  ['logRetention', { logRetention: RetentionDays.ONE_YEAR }, ['Logs::LogGroup RetentionInDays']],
  ['logLevel', { logLevel: LogLevel.ALL }, ['StepFunctions::StateMachine LoggingConfiguration']],
  ['tracingEnabled', { tracingEnabled: true }, [
    'IAM::Policy PolicyDocument', 'Lambda::Function TracingConfig', 'StepFunctions::StateMachine TracingConfiguration',
  ]],
];

const minimal = synth().template;

test.each(CASES)('%s', (_, props, expected) => {
  expect(changes(minimal, synth(props).template)).toEqual(expected);
});

test('every prop at its documented default changes nothing', () => {
  // Prepare
  const spellings = ['OrderId', 'orderId', 'order_id', 'order-id', 'orderID', 'OrderID'];

  // Act
  const { template } = synth({
    schema: RecordSchema.contactAndOrder(),
    tableKey: { partitionKey: { name: 'orderId', type: AttributeType.STRING, pointers: spellings.map((spelling) => `/order-info/${spelling}`) } },
    dlqRetention: Duration.days(14),
    recordsPointer: '/orders',
    duplicatePolicy: DuplicatePolicy.REJECT,
    contentHashAttribute: '_contentHash',
    sourceAttribute: '_source',
    sensitiveMembers: [],
    maxConcurrency: 10,
    deadLettersPerBatch: 1000,
    historyEnabled: true,
    historyRetention: Duration.days(90),
    announcementsEnabled: true,
    removalPolicy: RemovalPolicy.RETAIN,
    logRetention: RetentionDays.ONE_MONTH,
    logLevel: LogLevel.ERROR,
    tracingEnabled: false,
  });

  // Assess
  expect(template.toJSON()).toEqual(minimal.toJSON());
});
