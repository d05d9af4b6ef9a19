import jsonata from 'jsonata';
import type { LocatedState } from './workflow';
import type { Evaluation } from '../../../testkit/jsonata/evaluation';
import { evaluate } from '../../../testkit/jsonata/reference';

/** Evaluates `{% … %}` as Step Functions does. Throws if it fails. */
export async function evaluateExpression(expression: string, states: Partial<Evaluation['states']>): Promise<unknown> {
  const outcome = await evaluate({ expression: source(expression), states: { input: undefined, ...states } });
  if ('error' in outcome) throw new Error(`${outcome.error}: ${expression}`);
  return outcome.value;
}

/** The JSONata expressions of a state, by their place in it. */
export function expressionsOf({ state }: LocatedState): Array<{ readonly place: string; readonly expression: string }> {
  const found: Array<{ place: string; expression: string }> = [];
  const look = (place: string, value: unknown): void => {
    if (typeof value === 'string' && value.startsWith('{%')) found.push({ place, expression: value });
    if (typeof value === 'object' && value !== null) {
      // The states in a Map or Parallel are states of their own.
      Object.entries(value).filter(([name]) => name !== 'ItemProcessor' && name !== 'Branches').forEach(([name, member]) => look(`${place}/${name}`, member));
    }
  };
  look('', state);
  return found;
}

interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly [member: string]: unknown;
}

/**
 * What Step Functions refuses in an expression: `$$`, and `$` or a name where no path gives them an item, because an
 * expression has no input.
 */
export function refusedIn(expression: string): string[] {
  const refused: string[] = [];
  const walk = (value: unknown, hasItem: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach((element) => walk(element, hasItem));
    const { type, value: name, steps, stages, predicate, ...others } = value as Node;
    if (type === 'variable' && (name === '$' || (name === '' && !hasItem))) refused.push(`$${String(name)}`);
    if (type === 'name' && !hasItem) refused.push(String(name));
    steps?.forEach((step, index) => walk(step, hasItem || index > 0));
    walk([stages, predicate], true);
    if (typeof name === 'object') walk(name, hasItem);
    Object.values(others).forEach((member) => walk(member, hasItem));
  };
  walk(jsonata(source(expression)).ast(), false);
  return refused;
}

function source(expression: string): string {
  return expression.replace(/^\{%|%\}$/g, '');
}
