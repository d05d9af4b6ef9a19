import type { IResource } from 'aws-cdk-lib';
import { Resource, Token, TokenComparison } from 'aws-cdk-lib';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable, IResourceWithPolicy } from 'aws-cdk-lib/aws-iam';
import { Grant, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { Dependable } from 'constructs';
import type { KeyService } from './encryption';
import { grantKeyThrough, throughService } from './encryption';
import { ValidationError } from '../contract/validation-error';
import { grantOutsideOfAccount, grantWithoutEffect, warn } from '../props/warnings';

/** Calls on a resource. */
export interface Permission {
  readonly actions: string[];
  readonly resource: IResourceWithPolicy;
  readonly resourceArns: string[];
  /** @default - none */
  readonly conditions?: Record<string, Record<string, unknown>>;
  readonly keys: KeyUse[];
}

/** Calls that only the policy of the grantee can allow. */
export interface OwnPermission extends Pick<Permission, 'actions' | 'resourceArns' | 'conditions'> {
  readonly resource: IResource;
  /** @default - none */
  readonly keys?: KeyUse[];
}

/** The use of an encryption key that the calls need. */
export interface KeyUse {
  readonly key: IKey;
  readonly actions: string[];
  /**
   * The service in whose calls alone the caller may use the key.
   *
   * @default - the caller may use it in any call
   */
  readonly onlyThrough?: KeyService;
}

/** The use of those keys that there are. */
export function keyUses(keys: (IKey | undefined)[], actions: string[], onlyThrough?: KeyService): KeyUse[] {
  return keys.filter((key) => key !== undefined).map((key) => ({ key, actions, onlyThrough }));
}

/** Where the grantee's own policy can be changed, and whether it suffices. */
type OwnPolicy = 'suffices' | 'may suffice' | 'does not suffice' | 'cannot be changed';

/**
 * Grants calls to anybody: a role of this app or another account, an account, an organization, a service. What the policy of
 * the grantee cannot give is written into the policies of resource and key. Grants of the CDK claim success where it ignores a
 * statement; the result of this one tells the truth, and a failure gives a warning.
 */
export function grantAccess(scope: IConstruct, grantee: IGrantable, { actions, resource, resourceArns, conditions, keys }: Permission): Grant {
  const own = Grant.addToPrincipal({ grantee, actions, resourceArns, conditions });
  const policy = ownPolicy(own, grantee, resource);
  const others = policy === 'suffices' ? undefined : grantInPolicyOf(resource, { grantee, actions, resourceArns, conditions });
  const unchangeable = [
    ...(policy === 'suffices' || policy === 'may suffice' || others ? [] : [resource]),
    ...keys.filter((use) => !grantKeyUse(scope, grantee, use, policy)).map(({ key }) => key),
  ];
  if (unchangeable.length > 0) {
    return ungranted(scope, grantee, actions, unchangeable);
  }
  return !others ? own : policy === 'cannot be changed' ? others : own.combine(others);
}

/**
 * Grants calls on a resource that has no policy of its own, or none for these calls: only the policy of the grantee can allow
 * them, and only in the account of the resource.
 */
export function grantInOwnPolicy(scope: IConstruct, grantee: IGrantable, permission: OwnPermission): Grant {
  const { actions, resource, resourceArns, conditions, keys = [] } = permission;
  const own = Grant.addToPrincipal({ grantee, actions, resourceArns, conditions });
  const policy = ownPolicy(own, grantee, resource);
  if (policy === 'suffices' || policy === 'may suffice') {
    const unchangeable = keys.filter((use) => !grantKeyUse(scope, grantee, use, policy)).map(({ key }) => key);
    return unchangeable.length === 0 ? own : ungranted(scope, grantee, actions, unchangeable);
  }
  warn(scope, grantOutsideOfAccount(actions.join(', '), resource.node.path, String(grantee.grantPrincipal)));
  return dropped(grantee);
}

/** Grants reading items. The CDK writes the policies of table and key; this says whether it could. */
export function grantReads(scope: IConstruct, grantee: IGrantable, table: ITable): Grant {
  const { grantPrincipal } = grantee;
  // Earlier versions of the CDK write a policy that fails at deployment.
  if (grantPrincipal instanceof ServicePrincipal) {
    throw new ValidationError(`SalesDataPipeline ${scope.node.path}: grantReadItems must be given a role, user, group, account or organization, but is given `
      + `${String(grantPrincipal)}. DynamoDB does not support services in the policy of a table: grant it to a role that the service assumes.`);
  }
  const grant = table.grantReadData(grantee);
  const policy = ownPolicy(grant, grantee, table);
  if (policy === 'suffices' || policy === 'may suffice') {
    return grant;
  }
  // ITable has no encryptionKey, but its implementations have.
  const { encryptionKey } = table as Partial<Table>;
  const unchangeable = [table, encryptionKey].filter((resource) => resource !== undefined).filter((resource) => !Resource.isOwnedResource(resource));
  return unchangeable.length === 0 && isWritten(grant, grantee)
    ? grant
    : ungranted(scope, grantee, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'], unchangeable.length === 0 ? [table] : unchangeable);
}

/** All grants as one, which succeeds only if each of them does. */
export function allOf(first: Grant, ...others: Grant[]): Grant {
  return [first, ...others].find(({ success }) => !success) ?? others.reduce((all, grant) => all.combine(grant), first);
}

function ownPolicy(own: Grant, grantee: IGrantable, resource: IResource): OwnPolicy {
  if (own.principalStatements.length === 0 || !isWritten(own, grantee)) {
    return 'cannot be changed';
  }
  const { principalAccount } = grantee.grantPrincipal;
  if (principalAccount === undefined) {
    return 'does not suffice';
  }
  switch (Token.compareStrings(resource.env.account, principalAccount)) {
    case TokenComparison.SAME:
    case TokenComparison.BOTH_UNRESOLVED: return 'suffices';
    case TokenComparison.ONE_UNRESOLVED: return 'may suffice';
    default: return 'does not suffice';
  }
}

/**
 * Whether a statement is in a policy. For roles that it cannot change, the CDK only pretends it; then there is no policy to depend
 * on. That of a role of the app is known at the end of synthesis only.
 */
function isWritten(grant: Grant, { grantPrincipal }: IGrantable): boolean {
  return grant.success && (Role.isRole(grantPrincipal) || Dependable.of(grant).dependencyRoots.length > 0);
}

/** Undefined if the policy of the resource cannot be changed here. */
function grantInPolicyOf(resource: IResourceWithPolicy, grant: Pick<Permission, 'actions' | 'resourceArns' | 'conditions'> & { grantee: IGrantable }): Grant | undefined {
  const { grantee, actions, resourceArns, conditions } = grant;
  const statement = new PolicyStatement({ principals: [grantee.grantPrincipal], actions, resources: resourceArns, conditions });
  const granted = Grant.addStatementToResourcePolicy({ ...grant, resource, statement });
  return Dependable.of(granted).dependencyRoots.length > 0 ? granted : undefined;
}

function grantKeyUse(scope: IConstruct, grantee: IGrantable, { key, actions, onlyThrough }: KeyUse, policy: OwnPolicy): boolean {
  if (policy === 'suffices' || policy === 'may suffice') {
    return (onlyThrough ? grantKeyThrough(onlyThrough, scope, key, grantee, actions) : key.grant(grantee, ...actions)).success;
  }
  const conditions = onlyThrough ? throughService(onlyThrough, scope) : undefined;
  const inKeyPolicy = key.addToResourcePolicy(new PolicyStatement({ principals: [grantee.grantPrincipal], actions, resources: ['*'], conditions })).statementAdded;
  // Of another account: its own policy must allow the key as well.
  if (policy === 'does not suffice') {
    Grant.addToPrincipal({ grantee, actions, resourceArns: [key.keyArn], conditions });
  }
  return inKeyPolicy;
}

function ungranted(scope: IConstruct, grantee: IGrantable, actions: string[], unchangeable: IConstruct[]): Grant {
  warn(scope, grantWithoutEffect(actions.join(', '), unchangeable.map(({ node }) => node.path).join(' and '), String(grantee.grantPrincipal)));
  return dropped(grantee);
}

function dropped(grantee: IGrantable): Grant {
  return Grant.drop(grantee, 'its policies cannot be changed here');
}
