import type { Template } from 'aws-cdk-lib/assertions';
import { resources } from './cloudformation';
import type { State, States } from '../../../testkit/cloudformation/template';

/** A state, and the Maps and Parallels around it, the outermost first. */
export interface LocatedState {
  readonly name: string;
  readonly state: State;
  readonly enclosing: LocatedState[];
  readonly among: States;
}

export interface Workflow {
  readonly logicalId: string;
  readonly type: 'EXPRESS' | 'STANDARD';
  readonly properties: { [name: string]: any };
  readonly definition: States & { [member: string]: any };
  readonly states: LocatedState[];
}

/** The state machines of a template with their definitions parsed. */
export function workflows(template: Template): Workflow[] {
  return Object.entries(resources(template, 'AWS::StepFunctions::StateMachine')).map(([logicalId, { Properties: properties }]) => {
    const definition = JSON.parse(properties.DefinitionString);
    return { logicalId, type: properties.StateMachineType, properties, definition, states: located(definition) };
  });
}

/** FileWorkflow. */
export function fileWorkflow(template: Template): Workflow {
  return workflows(template).find(({ type }) => type === 'EXPRESS')!;
}

/** FanOutWorkflow. */
export function fanOutWorkflow(template: Template): Workflow {
  return workflows(template).find(({ type }) => type === 'STANDARD')!;
}

/** Tasks that call an API, by the end of their resource: `dynamodb:putItem`. */
export function tasksThatCall(workflow: Workflow, api: string): LocatedState[] {
  return workflow.states.filter(({ state }) => state.Type === 'Task' && state.Resource.endsWith(`:${api}`));
}

/** The tasks that insert a record. */
export function inserts(workflow: Workflow): LocatedState[] {
  return tasksThatCall(workflow, 'dynamodb:putItem').filter(({ state }) => !writesHistory(state));
}

/** Whether a state writes a row of the history. */
export function writesHistory({ Arguments }: State): boolean {
  return Arguments?.Item?.includes("'upload':") ?? false;
}

/** Lists of states inside a Parallel or a Map. */
export function inner(state: State): States[] {
  return [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : []), ...(state.Iterator ? [state.Iterator] : [])];
}

/** The states that can follow a state. */
export function successors(state: State): string[] {
  return [state.Next, state.Default, ...(state.Choices ?? []).map((choice: State) => choice.Next), ...(state.Catch ?? []).map((c: State) => c.Next)]
    .filter((name) => name !== undefined);
}

function located(among: States, enclosing: LocatedState[] = []): LocatedState[] {
  return Object.entries(among.States).flatMap(([name, state]) => {
    const self = { name, state, enclosing, among };
    return [self, ...inner(state).flatMap((list) => located(list, [...enclosing, self]))];
  });
}
