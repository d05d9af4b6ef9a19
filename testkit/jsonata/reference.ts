import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import type { Evaluation, Outcome } from './evaluation';

/**
 * Evaluates an expression with the implementation that Step Functions runs, jsonata 2.0.6, and the functions that Step Functions
 * adds to it. An expression that gives nothing fails.
 */
export async function evaluate({ expression, states, variables = {}, millis }: Evaluation): Promise<Outcome> {
  try {
    const compiled = jsonata(expression);
    for (const [name, implementation] of Object.entries(ADDED)) compiled.registerFunction(name, implementation);
    const moment = millis === undefined ? {} : { millis: () => millis };
    const value: unknown = await compiled.evaluate(undefined, { ...variables, states, ...moment, eval: undefined });
    if (value === undefined) return { error: 'undefined' };
    if (isFunction(value)) return { error: 'a function' };
    return { value: JSON.parse(JSON.stringify(value)) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

const isFunction = (value: unknown): boolean =>
  typeof value === 'function' || (typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value));

/** Step Functions Developer Guide, "JSONata functions provided by Step Functions"; what they do with nothing was measured by sfnx. */
const ADDED: { readonly [name: string]: (...args: any[]) => unknown } = {
  partition: (items?: unknown, size?: number) => {
    if (items === undefined) return undefined;
    if (!Array.isArray(items)) throw new Error('$partition takes an array');
    if (size === undefined) return [items];
    const length = Math.trunc(size);
    if (length < 0) throw new Error('$partition takes a size of 0 or more');
    if (length === 0 || items.length === 0) return undefined;
    return Array.from({ length: Math.ceil(items.length / length) }, (_, index) => items.slice(index * length, (index + 1) * length));
  },
  range: (start?: number, end?: number, step?: number) => {
    if (start === undefined || end === undefined || step === undefined || Math.trunc(step) === 0) return undefined;
    const count = Math.floor((Math.trunc(end) - Math.trunc(start)) / Math.trunc(step)) + 1;
    const numbers = Array.from({ length: Math.max(0, count) }, (_, index) => Math.trunc(start) + index * Math.trunc(step));
    return numbers.length > 1 ? numbers : numbers[0];
  },
  hash: (text?: string, algorithm?: string) => {
    if (text === undefined) return undefined;
    if (!/^(MD5|SHA-1|SHA-256|SHA-384|SHA-512)$/.test(algorithm ?? '')) throw new Error('$hash does not know the algorithm');
    return createHash(algorithm!.replace('-', '')).update(text).digest('hex');
  },
  random: () => Math.random(),
  uuid: () => randomUUID(),
  parse: (text?: string) => text === undefined ? undefined : JSON.parse(text) as unknown,
};
