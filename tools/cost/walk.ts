import { HISTORY_WRITES } from './bill';
import type { State, States } from '../template/synthesised-pipeline';

/** The states, calls and duration of an execution. */
export class Tally {
  /** Number of states entered. Standard workflows are billed by it. */
  public states = 0;
  /** In ms. Express workflows are billed by it. */
  public duration = 0;
  /** Number of calls by API, such as `aws-sdk:dynamodb:putItem`, or by the logical id of a function. */
  public readonly calls = new Map<string, number>();

  public add(other: Tally, times = 1): void {
    this.states += other.states * times;
    other.calls.forEach((count, api) => this.called(api, count * times));
  }

  public called(api: string, times = 1): void {
    this.calls.set(api, (this.calls.get(api) ?? 0) + times);
  }

  /** The number of calls whose name has this ending. */
  public count(api: string): number {
    return [...this.calls].reduce((sum, [name, times]) => sum + (name.endsWith(api) ? times : 0), 0);
  }
}

/** Decisions that depend on the data. `visit` is 1 when a state is entered for the first time. */
export interface Scenario {
  /** The next state of a Choice. */
  readonly choices: { readonly [choice: string]: string | ((visit: number) => string) };
  /**
   * The next state after a state that fails.
   *
   * @default - nothing fails
   */
  readonly caught?: { readonly [state: string]: string };
  /** The number of items of a Map. */
  readonly items: { readonly [map: string]: number | ((visit: number) => number) };
  /** Duration of a state that calls nothing, in ms. */
  readonly stepDuration: number;
  /**
   * Decisions that hold inside a Map only.
   *
   * @default - the same as outside
   */
  inside?(map: string, visit: number): Partial<Scenario>;
  /** Duration of a state that calls this API, in ms. */
  callDuration(api: string, visit: number): number;
}

/**
 * Goes through a definition like an execution. Does not enter a Distributed Map, because its children are executions of
 * their own.
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
      tally.duration += scenario.callDuration(api, visit);
    } else {
      tally.duration += scenario.stepDuration;
    }
    if (state.Type === 'Map' && state.ItemProcessor.ProcessorConfig?.Mode !== 'DISTRIBUTED') {
      const items = known(scenario.items, name, visit);
      const one = walk(state.ItemProcessor as States, { ...scenario, ...scenario.inside?.(name, visit) });
      tally.add(one, items);
      tally.duration += one.duration * Math.ceil(items / (state.MaxConcurrency ?? 40));
    }
    name = state.Type === 'Choice'
      ? choose(name, state, known(scenario.choices, name, visit))
      : scenario.caught?.[name] ?? (state.Next as string | undefined);
  }
  return tally;
}

function calledBy(state: State): string {
  if (state.Arguments?.Item?.includes("'upload':")) return HISTORY_WRITES;
  return (state.Resource as string).replace(/^arn:<AWS::Partition>:states:::/, '').replace(/^<(.*)\.Arn>$/, '$1');
}

function choose(name: string, state: State, next: string): string {
  const ways = [...(state.Choices as State[]).map((choice) => choice.Next as string), state.Default as string];
  if (!ways.includes(next)) throw new Error(`${name} does not lead to ${next}, but to ${ways.join(', ')}`);
  return next;
}

/** The decision for a state. Throws for a new state of a definition, which needs a decision here. */
function known<T extends string | number>(decisions: { readonly [state: string]: T | ((visit: number) => T) }, name: string, visit: number): T {
  const decision = decisions[name];
  if (decision === undefined) throw new Error(`The cost model has no decision for the state ${name}: add it to tools/cost/scenarios.ts`);
  return typeof decision === 'function' ? decision(visit) : decision;
}
