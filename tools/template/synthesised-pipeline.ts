import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { SalesDataPipeline } from '../../src';
import type { SalesDataPipelineProps } from '../../src';
import { evaluate } from '../../testkit/cloudformation/intrinsics';
import type { Resource, States } from '../../testkit/cloudformation/template';

export type { Resource, State, States } from '../../testkit/cloudformation/template';

/** The template of a pipeline. References read `<LogicalId>` and `<LogicalId.Attribute>`. */
export interface SynthesisedPipeline {
  readonly resources: { readonly [logicalId: string]: Resource };
  readonly fileWorkflow: States;
  readonly fanOutWorkflow: States;
}

/** A pipeline in a stack of its own, and what `use` adds to it. */
export function synthesisePipeline(props: SalesDataPipelineProps = {}, use: (pipeline: SalesDataPipeline) => void = () => {}): SynthesisedPipeline {
  const outdir = mkdtempSync(join(tmpdir(), 'synthesised-'));
  try {
    const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
    const stack = new Stack(app, 'Stack');
    use(new SalesDataPipeline(stack, 'Sales', props));
    const template = app.synth().getStackByName(stack.stackName).template as { Resources: object };
    const resources = evaluate<SynthesisedPipeline['resources']>(template.Resources);
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
