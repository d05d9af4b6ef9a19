import type { Template } from 'aws-cdk-lib/assertions';
import { allResources } from './cloudformation';
import type { Resource } from '../../../testkit/cloudformation/template';

const ATTRIBUTES = ['DeletionPolicy', 'UpdateReplacePolicy'] as const;

/**
 * The differences between two templates, as `Service::Type Property`. A resource in only one of them is
 * `+ Service::Type` or `- Service::Type`.
 */
export function changes(before: Template, after: Template): string[] {
  const [was, is] = [allResources(before), allResources(after)];
  const gone = Object.keys(was).filter((id) => !is[id]).map((id) => `- ${short(was[id])}`);
  const added = Object.keys(is).filter((id) => !was[id]).map((id) => `+ ${short(is[id])}`);
  const changed = Object.keys(is).filter((id) => was[id]).flatMap((id) => changesOf(was[id], is[id]).map((name) => `${short(is[id])} ${name}`));
  return [...new Set([...gone, ...added, ...changed])].sort();
}

function changesOf(was: Resource, is: Resource): string[] {
  const names = Object.keys({ ...was.Properties, ...is.Properties }).filter((name) => !same(was.Properties[name], is.Properties[name]));
  return [...names, ...ATTRIBUTES.filter((name) => was[name] !== is[name])];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const short = ({ Type }: Resource): string => Type.replace(/^AWS::/, '');
