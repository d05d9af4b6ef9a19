import type { Template } from 'aws-cdk-lib/assertions';

export interface Resource {
  readonly Type: string;
  readonly Properties: { [name: string]: any };
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/**
 * A value of a template with its intrinsic functions replaced, so that equal things are equal texts: `<Id>` for a reference,
 * `<Id.Attribute>` for an attribute, `<AWS::Region>` for a pseudo parameter.
 */
export function evaluate(value: any): any {
  if (Array.isArray(value)) { return value.map(evaluate); }
  if (typeof value !== 'object' || value === null) { return value; }
  const members = Object.entries<any>(value);
  if (members.length === 1) {
    const [[name, argument]] = members;
    switch (name) {
      case 'Ref': return `<${argument}>`;
      case 'Fn::GetAtt': return `<${argument.join('.')}>`;
      case 'Fn::Join': return evaluate(argument[1]).join(argument[0]);
      case 'Fn::Sub': return String(argument).replace(/\$\{([^}]+)\}/g, '<$1>');
      case 'Fn::Split': return `${evaluate(argument[1])} at ${argument[0]}`;
      case 'Fn::Select': {
        const list = evaluate(argument[1]);
        return Array.isArray(list) ? list[argument[0]] : `<part ${argument[0]} of ${list}>`;
      }
    }
  }
  return Object.fromEntries(members.map(([key, member]) => [key, evaluate(member)]));
}

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
