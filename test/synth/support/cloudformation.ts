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

/** The tables of records by their logical ids: those that are not the history. */
export function recordTables(template: Template): { [logicalId: string]: Resource } {
  return Object.fromEntries(Object.entries(resources(template, 'AWS::DynamoDB::Table')).filter(([, table]) => !isHistory(table)));
}

/** The only table of records. */
export function recordTable(template: Template): Resource {
  const found = Object.values(recordTables(template));
  expect(found).toHaveLength(1);
  return found[0];
}

/** The only table of a history. */
export function historyTable(template: Template): Resource {
  const found = Object.values(resources(template, 'AWS::DynamoDB::Table')).filter(isHistory);
  expect(found).toHaveLength(1);
  return found[0];
}

const isHistory = ({ Properties }: Resource): boolean => Properties.KeySchema.some(({ AttributeName }: any) => AttributeName === 'upload');

/** The only resource of a type. */
export function only(template: Template, type: string): Resource {
  const found = Object.values(resources(template, type));
  expect(found).toHaveLength(1);
  return found[0];
}
