import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { SalesDataPipeline } from '../../src';
import type { SalesDataPipelineProps } from '../../src';

export interface Resource {
  readonly Type: string;
  readonly Properties: { readonly [name: string]: any };
}

export interface State {
  readonly Type: string;
  readonly [member: string]: any;
}

export interface States {
  readonly StartAt: string;
  readonly States: { readonly [name: string]: State };
}

/** What CloudFormation is given of a pipeline. References read `<LogicalId>` and `<LogicalId.Attribute>`. */
export interface SynthesisedPipeline {
  readonly resources: { readonly [logicalId: string]: Resource };
  readonly fileWorkflow: States;
  readonly fanOutWorkflow: States;
}

/** A pipeline in a stack of its own. */
export function synthesisePipeline(props: SalesDataPipelineProps = {}): SynthesisedPipeline {
  const outdir = mkdtempSync(join(tmpdir(), 'synthesised-'));
  try {
    const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
    const stack = new Stack(app, 'Stack');
    new SalesDataPipeline(stack, 'Sales', props);
    const template = app.synth().getStackByName(stack.stackName).template as { Resources: object };
    const resources = withoutFunctions(template.Resources) as SynthesisedPipeline['resources'];
    const definition = (type: string): States => {
      const [machine] = Object.values(resources)
        .filter(({ Type, Properties }) => Type === 'AWS::StepFunctions::StateMachine' && Properties.StateMachineType === type);
      return JSON.parse(machine.Properties.DefinitionString) as States;
    };
    return { resources, fileWorkflow: definition('EXPRESS'), fanOutWorkflow: definition('STANDARD') };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Puts in what CloudFormation would put in at deployment. */
function withoutFunctions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFunctions);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  if (members.length === 1) {
    const [[name, argument]] = members;
    if (name === 'Ref') return `<${String(argument)}>`;
    if (name === 'Fn::GetAtt') return `<${(argument as string[]).join('.')}>`;
    if (name === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map(withoutFunctions).join(separator);
    }
  }
  return Object.fromEntries(members.map(([name, member]) => [name, withoutFunctions(member)]));
}
