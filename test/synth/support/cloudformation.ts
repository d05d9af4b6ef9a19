import type { Template } from 'aws-cdk-lib/assertions';
import { evaluate } from '../../../testkit/cloudformation/intrinsics';
import type { Resource } from '../../../testkit/cloudformation/template';

/** Resources of a type by their logical ids, evaluated. */
export function resources(template: Template, type: string): { [logicalId: string]: Resource } {
  return evaluateEach(template.findResources(type));
}

export function allResources(template: Template): { [logicalId: string]: Resource } {
  return evaluateEach(template.toJSON().Resources);
}

function evaluateEach(found: { [logicalId: string]: any }): { [logicalId: string]: Resource } {
  return Object.fromEntries(Object.entries(found).map(([id, resource]) => [id, evaluate({ Properties: {}, ...resource })]));
}

/** The only resource of a type. */
export function only(template: Template, type: string): Resource {
  const found = Object.values(resources(template, type));
  expect(found).toHaveLength(1);
  return found[0];
}
