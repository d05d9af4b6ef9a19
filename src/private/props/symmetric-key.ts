import { Resource, Token } from 'aws-cdk-lib';
import type { IAlias, IKey } from 'aws-cdk-lib/aws-kms';
import { CfnKey, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { invalidProp } from '../contract/validation-error';

/** Throws for a key of this app that S3, DynamoDB and SQS cannot encrypt with. */
export function assertSymmetric(prop: string, key: IKey): void {
  // An alias reveals its key only if it is created in this app.
  const target = Resource.isOwnedResource(key) ? (key as Partial<IAlias>).aliasTargetKey ?? key : key;
  const resource = target.node.defaultChild;
  if (!(resource instanceof CfnKey)) {
    return;
  }
  const { keySpec = KeySpec.SYMMETRIC_DEFAULT, keyUsage = KeyUsage.ENCRYPT_DECRYPT } = resource;
  const differs = (value: string, required: string) => !Token.isUnresolved(value) && value !== required;
  if (differs(keySpec, KeySpec.SYMMETRIC_DEFAULT) || differs(keyUsage, KeyUsage.ENCRYPT_DECRYPT)) {
    throw invalidProp(prop, `${keySpec}, ${keyUsage}`, `must be a symmetric encryption key (${KeySpec.SYMMETRIC_DEFAULT}, ${KeyUsage.ENCRYPT_DECRYPT})`,
      `Leave out keySpec and keyUsage of ${key.node.path}.`);
  }
}
