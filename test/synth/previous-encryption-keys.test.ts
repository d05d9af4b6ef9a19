import type { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { allowedTo, throughS3 } from './support/permissions';
import { synth } from './support/synth';
import { workflows } from './support/workflow';

const OLD = 'arn:aws:kms:eu-central-1:111122223333:key/old';

const someone = (stack: Stack, id: string) => new Role(stack, id, { assumedBy: new AccountRootPrincipal() });

const synthesized = synth((stack) => ({
  encryptionKey: new Key(stack, 'Key'),
  previousEncryptionKeys: [Key.fromKeyArn(stack, 'Old', OLD)],
}), {
  env: { account: '111122223333', region: 'eu-central-1' },
  use: (pipeline, stack) => {
    pipeline.grantUpload(someone(stack, 'Uploader'));
    pipeline.grantCorrect(someone(stack, 'Clerk'));
  },
});

/** What a role may do with the old key. */
function withOldKey(roleArn: unknown): string[] {
  return allowedTo(synthesized.template, synthesized.text(roleArn)).filter((right) => right.includes(OLD));
}

test('the functions may decrypt objects of before', () => {
  for (const { role } of [synthesized.pipeline.validatorFunction, synthesized.pipeline.splitterFunction]) {
    expect(withOldKey(role!.roleArn)).toEqual([throughS3(`kms:Decrypt on ${OLD}`, 'eu-central-1')]);
  }
});

test('whoever corrects records may decrypt dead letters of before; uploading needs the new key only', () => {
  const roleArn = (id: string) => (synthesized.stack.node.findChild(id) as Role).roleArn;
  expect(withOldKey(roleArn('Clerk'))).toEqual([`kms:Decrypt on ${OLD}`]);
  expect(withOldKey(roleArn('Uploader'))).toEqual([]);
});

test('the workflows, which write only, do not use it, and nothing is encrypted with it', () => {
  for (const { properties } of workflows(synthesized.template)) {
    expect(withOldKey(properties.RoleArn)).toEqual([]);
  }
  const { Resources } = synthesized.template.toJSON();
  const users = Object.values<any>(Resources).filter((resource) => JSON.stringify(resource).includes(OLD)).map(({ Type }) => Type);
  expect(new Set(users)).toEqual(new Set(['AWS::IAM::Policy']));
});
