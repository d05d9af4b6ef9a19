import { isDeepStrictEqual } from 'node:util';

/** An expression, without its `{%` and `%}`, and what it sees. */
export interface Evaluation {
  readonly expression: string;
  /** `$states`. */
  readonly states: { readonly input: unknown; readonly context?: object; readonly result?: unknown; readonly errorOutput?: unknown };
  readonly variables?: { readonly [name: string]: unknown };
  /** What `$millis()` is. */
  readonly millis?: number;
}

export type Outcome = { readonly value: unknown } | { readonly error: string };

/**
 * Whether both outcomes are the same. Two failures are, whatever they say. What the emulator refuses as unsafe may have another
 * outcome elsewhere: expression_functions.py says why.
 */
export function sameOutcome(emulator: Outcome, reference: Outcome): boolean {
  if ('error' in emulator) return 'error' in reference || emulator.error.startsWith('unsafe: ');
  return 'value' in reference && isDeepStrictEqual(emulator.value, reference.value);
}

/** Describes an evaluation that has two outcomes, for a test that fails. */
export function difference({ expression, states }: Evaluation, emulator: Outcome, reference: Outcome): string {
  const shown = (value: unknown) => JSON.stringify(value).slice(0, 2_000);
  return [expression, `  input: ${shown(states.input ?? null)}`, `  emulator: ${shown(emulator)}`, `  jsonata 2.0.6: ${shown(reference)}`].join('\n');
}
