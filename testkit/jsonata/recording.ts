import { existsSync, readFileSync } from 'node:fs';
import type { Evaluation, Outcome } from './evaluation';
import { difference, sameOutcome } from './evaluation';
import { evaluate } from './reference';

/** An evaluation in the emulator. */
export interface RecordedEvaluation extends Evaluation {
  readonly outcome: Outcome;
}

/** What the emulator has recorded so far, with its setting RECORDED_EXPRESSIONS. */
export function readRecording(file: string): RecordedEvaluation[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as RecordedEvaluation);
}

/** Describes each evaluation that has another outcome with the implementation that AWS runs. */
export async function differences(recorded: readonly RecordedEvaluation[]): Promise<string[]> {
  const found: string[] = [];
  for (const { outcome, ...evaluation } of recorded) {
    const reference = await evaluate(evaluation);
    if (!sameOutcome(outcome, reference)) found.push(difference(evaluation, outcome, reference));
  }
  return found;
}
