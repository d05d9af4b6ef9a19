import type { State, States } from '../template/synthesised-pipeline';

/** What an execution does. */
export class Tally {
  /** States that were entered: what a Standard workflow is billed by. */
  public states = 0;
  /** How long it took, in ms: what an Express workflow is billed by. */
  public duration = 0;
  /** Calls by what is called, such as `aws-sdk:dynamodb:putItem`; of a function, its logical id. */
  public readonly calls = new Map<string, number>();

  public add(other: Tally, times = 1): void {
    this.states += other.states * times;
    other.calls.forEach((count, api) => this.called(api, count * times));
  }

  public called(api: string, times = 1): void {
    this.calls.set(api, (this.calls.get(api) ?? 0) + times);
  }

  /** How often something was called whose name ends like this. */
  public count(api: string): number {
    return [...this.calls].reduce((sum, [name, times]) => sum + (name.endsWith(api) ? times : 0), 0);
  }
}

/** What the data decide. `visit` counts from 1 how often the state has been entered. */
export interface Scenario {
  /** Where a Choice leads to. */
  readonly choices: { readonly [choice: string]: string | ((visit: number) => string) };
  /** How many items a Map has. */
  readonly items: { readonly [map: string]: number | ((visit: number) => number) };
  /** How long a state takes that calls nothing, in ms. */
  readonly stepDuration: number;
  /** How long any other takes. */
  callDuration(api: string): number;
}

/**
 * Goes through a definition as an execution would in which nothing fails. What is in a Distributed Map is not entered:
 * those are executions of their own.
 */
export function walk(states: States, scenario: Scenario): Tally {
  const tally = new Tally();
  const visits = new Map<string, number>();
  for (let name: string | undefined = states.StartAt; name !== undefined;) {
    const state: State = states.States[name];
    const visit: number = (visits.get(name) ?? 0) + 1;
    visits.set(name, visit);
    tally.states++;
    if (state.Type === 'Task') {
      const api = calledBy(state);
      tally.called(api);
      tally.duration += scenario.callDuration(api);
    } else {
      tally.duration += scenario.stepDuration;
    }
    if (state.Type === 'Map' && state.ItemProcessor.ProcessorConfig?.Mode !== 'DISTRIBUTED') {
      const items = known(scenario.items, name, visit);
      const one = walk(state.ItemProcessor as States, scenario);
      tally.add(one, items);
      tally.duration += one.duration * Math.ceil(items / (state.MaxConcurrency ?? 40));
    }
    name = state.Type === 'Choice' ? choose(name, state, known(scenario.choices, name, visit)) : (state.Next as string | undefined);
  }
  return tally;
}

function calledBy(state: State): string {
  return (state.Resource as string).replace(/^arn:<AWS::Partition>:states:::/, '').replace(/^<(.*)\.Arn>$/, '$1');
}

function choose(name: string, state: State, next: string): string {
  const ways = [...(state.Choices as State[]).map((choice) => choice.Next as string), state.Default as string];
  if (!ways.includes(next)) throw new Error(`${name} does not lead to ${next}, but to ${ways.join(', ')}`);
  return next;
}

/** A definition that has got a new state must be looked at anew. */
function known<T extends string | number>(decisions: { readonly [state: string]: T | ((visit: number) => T) }, name: string, visit: number): T {
  const decision = decisions[name];
  if (decision === undefined) throw new Error(`The cost model knows nothing of the state ${name}`);
  return typeof decision === 'function' ? decision(visit) : decision;
}
