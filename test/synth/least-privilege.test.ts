import type { Template } from 'aws-cdk-lib/assertions';
import { allResources, resources } from './support/cloudformation';
import { CONFIGURATIONS, synthOnce } from './support/configurations';
import { allowedTo, FUNCTION_TRACING_ACTIONS, neededBy, provided, sorted, throughS3 } from './support/permissions';
import { workflows } from './support/workflow';

describe.each(CONFIGURATIONS)('with $name', (configuration) => {
  test('the role of each workflow is allowed the calls of its states, and nothing else', () => {
    const synthesized = synthOnce(configuration);
    expect(workflows(synthesized.template)).toHaveLength(2);
    for (const workflow of workflows(synthesized.template)) {
      expect(allowedTo(synthesized.template, workflow.properties.RoleArn)).toEqual(neededBy(synthesized, workflow));
    }
  });

  test('the role of each function is allowed to read sales files and to write its own log, and nothing else', () => {
    const { template, pipeline, stack, text } = synthOnce(configuration);
    const prefix = typeof configuration.props === 'object' ? configuration.props.objectKeyPrefix ?? '' : '';
    const bucket = text(pipeline.bucket.bucketArn);
    const key = bucketKey(template, text(pipeline.bucket.bucketName));

    for (const fn of [pipeline.validatorFunction, pipeline.splitterFunction]) {
      const { Properties } = allResources(template)[stack.getLogicalId(fn.node.defaultChild as never)];
      const log = Properties.LoggingConfig.LogGroup.replace(/>$/, '.Arn>');
      expect(allowedTo(template, Properties.Role)).toEqual(sorted([
        `s3:GetObject on ${bucket}/${prefix}*`,
        `s3:GetObjectVersion on ${bucket}/${prefix}*`,
        `s3:ListBucket on ${bucket}${provided(prefix === '' ? undefined : { StringLike: { 's3:prefix': `${prefix}*` } })}`,
        `logs:CreateLogStream on ${log}`,
        `logs:PutLogEvents on ${log}`,
        ...key ? [throughS3(`kms:Decrypt on ${key}`, text(stack.region))] : [],
        ...Properties.TracingConfig ? FUNCTION_TRACING_ACTIONS.map((action) => `${action} on *`) : [],
      ]));
    }
  });

  test('the rules may start the file workflow, and nothing else', () => {
    const { template, pipeline, text } = synthOnce(configuration);
    const targets = Object.values(resources(template, 'AWS::Events::Rule')).flatMap((rule) => rule.Properties.Targets);
    for (const { RoleArn } of targets) {
      expect(allowedTo(template, RoleArn)).toEqual([`states:StartExecution on ${text(pipeline.fileWorkflow.stateMachineArn)}`]);
    }
  });

  test('no other role exists, except that of the CDK\'s handler for bucket notifications', () => {
    const { template } = synthOnce(configuration);
    const assumers = Object.entries(resources(template, 'AWS::IAM::Role'))
      .filter(([id]) => !id.startsWith('BucketNotificationsHandler'))
      .map(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement.map((s: any) => s.Principal.Service).join());
    expect(assumers.sort()).toEqual([
      'events.amazonaws.com', 'lambda.amazonaws.com', 'lambda.amazonaws.com', 'states.amazonaws.com', 'states.amazonaws.com',
    ]);
  });
});

/** The customer-managed key of a bucket in the template. */
function bucketKey(template: Template, name: string): string | undefined {
  const bucket = allResources(template)[name.slice(1, -1)];
  return bucket?.Properties.BucketEncryption?.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID;
}
