import { resources } from './support/cloudformation';
import { CONFIGURATIONS, synthOnce } from './support/configurations';
import type { LocatedStatement } from './support/permissions';
import {
  allStatements, FUNCTION_TRACING_ACTIONS, list, LOG_DELIVERY_ACTIONS, QUEUE_KEY_ACTIONS, WORKFLOW_TRACING_ACTIONS,
} from './support/permissions';

/** Statements on `*`, by their owner, with the reason why they are needed. */
const ON_EVERYTHING: { reason: string; is: (statement: LocatedStatement) => boolean }[] = [
  {
    reason: 'log delivery and X-Ray have no resources to name',
    is: ({ type, Action }) => type === 'AWS::IAM::Policy'
      && list(Action).every((action) => [...LOG_DELIVERY_ACTIONS, ...FUNCTION_TRACING_ACTIONS, ...WORKFLOW_TRACING_ACTIONS].includes(action)),
  },
  {
    reason: 'in the policy of a key, "*" is the key itself',
    is: ({ type }) => type === 'AWS::KMS::Key',
  },
];

/** Statements that allow actions with a wildcard. The pipeline has none of its own. */
const WILDCARD_ACTIONS: { reason: string; is: (statement: LocatedStatement) => boolean }[] = [
  {
    reason: 'the CDK lets the administrators of the account manage each key that users create',
    is: ({ type, Principal, Action }) => type === 'AWS::KMS::Key' && Action === 'kms:*' && /:root$/.test(Principal.AWS),
  },
];

const ALLOWED = (statement: LocatedStatement): boolean => statement.Effect === 'Allow';

describe.each(CONFIGURATIONS)('with $name', (configuration) => {
  const { template } = synthOnce(configuration);
  const statements = allStatements(template);

  test('no statement allows an action with a wildcard', () => {
    const found = statements.filter(ALLOWED).filter(({ Action, NotAction }) => NotAction || list(Action).some((action) => action.includes('*')));
    expect(found.filter((statement) => !WILDCARD_ACTIONS.some(({ is }) => is(statement)))).toEqual([]);
  });

  test('no statement is for all resources, except for actions without resources', () => {
    const found = statements.filter(ALLOWED).filter(({ Resource, NotResource }) => NotResource || list(Resource).includes('*'));
    expect(found.filter((statement) => !ON_EVERYTHING.some(({ is }) => is(statement)))).toEqual([]);
  });

  test('nobody outside the account has permissions', () => {
    const open = statements.filter(ALLOWED).filter(({ Principal }) => JSON.stringify(Principal ?? '').includes('*'));
    expect(open).toEqual([]);
  });

  test('services have permissions only for a source or an account', () => {
    const services = statements.filter(({ type, Principal }) => Principal?.Service && type !== 'AWS::IAM::Role')
      // SQS documents no condition for it; the policy of the queue limits who may send.
      .filter(({ type, Principal, Action }) => !(type === 'AWS::KMS::Key' && Principal.Service === 'events.amazonaws.com' && String(Action) === QUEUE_KEY_ACTIONS.join()));
    expect(services.filter(({ Condition }) => !/aws:Source(Arn|Account)/.test(JSON.stringify(Condition ?? '')))).toEqual([]);
  });

  test('each bucket refuses public access and requests without TLS, and is encrypted', () => {
    for (const [id, { Properties }] of made('AWS::S3::Bucket')) {
      expect(Properties).toMatchObject({
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      });
      expect(Properties.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm).toMatch(/^(AES256|aws:kms)$/);
      expect(Properties.WebsiteConfiguration ?? Properties.AccessControl).toBeUndefined();
      expect(statements).toContainEqual(expect.objectContaining({
        type: 'AWS::S3::BucketPolicy', ...WITHOUT_TLS, Action: 's3:*', Resource: [`<${id}.Arn>`, `<${id}.Arn>/*`],
      }));
    }
  });

  test('each queue refuses requests without TLS, and is encrypted', () => {
    for (const [id, { Properties }] of made('AWS::SQS::Queue')) {
      expect(Boolean(Properties.SqsManagedSseEnabled) !== Boolean(Properties.KmsMasterKeyId)).toBe(true);
      expect(statements).toContainEqual(expect.objectContaining({
        type: 'AWS::SQS::QueuePolicy', ...WITHOUT_TLS, Action: 'sqs:*', Resource: `<${id}.Arn>`,
      }));
    }
  });

  test('each table is encrypted; what can\'t be made again has point-in-time recovery', () => {
    for (const [, { Properties }] of made('AWS::DynamoDB::Table')) {
      // Without a customer managed key, DynamoDB encrypts with a key that AWS owns; this can't be turned off.
      expect(Properties.SSESpecification.SSEEnabled).toBe(Properties.SSESpecification.KMSMasterKeyId !== undefined);
      const isHistory = Properties.TimeToLiveSpecification?.Enabled === true;
      expect(Properties.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ?? false).toBe(!isHistory);
    }
  });

  test('no function has a resource policy or URL, and no log shows records', () => {
    expect(Object.keys({
      ...resources(template, 'AWS::Lambda::Permission'), ...resources(template, 'AWS::Lambda::Url'),
    })).toEqual([]);
    for (const { Properties } of Object.values(resources(template, 'AWS::StepFunctions::StateMachine'))) {
      expect(Properties.LoggingConfiguration.IncludeExecutionData).toBe(false);
    }
  });

  /** Resources of a type that the pipeline creates. */
  function made(type: string) {
    return Object.entries(resources(template, type)).filter(([id]) => id.startsWith('Sales'));
  }
});

const WITHOUT_TLS = { Effect: 'Deny', Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
