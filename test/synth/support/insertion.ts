import { evaluateExpression } from './jsonata';
import type { AttributeValue } from '../../../src/private/contract/messages';
import type { State, States } from '../../../testkit/cloudformation/template';

export type Item = Record<string, AttributeValue>;

/** A table as far as insertions use it: by table key, as JSON. */
export type ModelTable = Map<string, Item>;

const CONDITION_FAILED = 'DynamoDb.ConditionalCheckFailedException';

/**
 * Runs the states of a definition that insert a record, with the expressions, conditions and choices that are in it. Yields
 * before each call of DynamoDB, so that others can run in between. Returns the outcome.
 */
export async function* insertion({ StartAt, States: states }: States, table: ModelTable, input: unknown): AsyncGenerator<string, string> {
  let name: string = StartAt;
  let data = input;
  for (;;) {
    const state = states[name];
    if (state.Type === 'Task' && state.Resource.endsWith('dynamodb:putItem')) {
      yield name;
      const result = putItem(table, await template(state.Arguments, data));
      if (result === CONDITION_FAILED) {
        const { Next: next, Output: output } = state.Catch.find(({ ErrorEquals }: State) => ErrorEquals.includes(CONDITION_FAILED));
        [name, data] = [next, await template(output, data)];
        continue;
      }
      data = await template(state.Output, data, result);
    } else if (state.Type === 'Task' && state.Resource.endsWith('dynamodb:getItem')) {
      yield name;
      data = await template(state.Output, data, { Item: table.get(JSON.stringify((await template(state.Arguments, data) as State).Key)) });
    } else if (state.Type === 'Choice') {
      name = (state.Choices as State[]).find((choice) => holds(choice, data))?.Next ?? state.Default;
      continue;
    } else if (state.Result !== undefined) {
      data = state.Result;
    } else if (state.Output !== undefined) {
      data = await template(state.Output, data);
    }
    if (state.End) return data as string;
    name = state.Next;
  }
}

/** Evaluates the expressions in a value. */
async function template(value: unknown, input: unknown, result?: unknown): Promise<unknown> {
  if (typeof value === 'string') return value.startsWith('{%') ? evaluateExpression(value, { input, result }) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([name, member]) => [name, await template(member, input, result)])));
}

function putItem(table: ModelTable, call: any): typeof CONDITION_FAILED | { Attributes?: Item } {
  const { Item: item, ConditionExpression: condition, ExpressionAttributeNames: names, ExpressionAttributeValues: values = {}, ReturnValues } = call;
  const key = JSON.stringify({ orderId: item.orderId });
  const stored = table.get(key);
  const met = (condition as string).split(' OR ').some((part) => {
    const [, absent] = /^attribute_not_exists\((#\w+)\)$/.exec(part) ?? [];
    if (absent) return stored?.[names[absent]] === undefined;
    const [, left, right] = /^(#\w+) < (:\w+)$/.exec(part)!;
    return isLess(stored?.[names[left]], values[right]);
  });
  if (!met) return CONDITION_FAILED;
  table.set(key, item);
  return ReturnValues === 'ALL_OLD' && stored ? { Attributes: stored } : {};
}

/** As DynamoDB compares: exactly, and values of different types not at all. */
function isLess(left: AttributeValue | undefined, right: { N: string }): boolean {
  return left !== undefined && 'N' in left && scaled(left.N) < scaled(right.N);
}

/** A plain decimal number as a whole number. */
export function scaled(number: string): bigint {
  const [whole, fraction = ''] = number.split('.');
  return BigInt(whole + fraction.padEnd(50, '0'));
}

function holds(choice: State, data: unknown): boolean {
  if (choice.And) return (choice.And as State[]).every((part) => holds(part, data));
  if (choice.Not) return !holds(choice.Not, data);
  const at = (path: string): any => path.split('.').slice(1).reduce((value: any, name) => value[name], data);
  const value = at(choice.Variable);
  if ('IsNull' in choice) return (value === null) === choice.IsNull;
  if ('IsString' in choice) return (typeof value === 'string') === choice.IsString;
  if ('StringEqualsPath' in choice) return value === at(choice.StringEqualsPath);
  if ('NumericGreaterThanEquals' in choice) return value >= choice.NumericGreaterThanEquals;
  throw new Error(`the model does not know ${JSON.stringify(choice)}`);
}
