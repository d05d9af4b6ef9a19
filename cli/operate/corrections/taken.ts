import type { Taken } from './journal';
import { letterState } from './journal';

export const UNSETTLED = 'The dead letter answers a correction that has no end yet: settle that first';

/** Who has a dead letter, for people. */
export function whoHas(taken: Taken | undefined): string {
  if (taken === undefined) return 'Somebody else had it a moment ago: try again';
  const { status, who, when, correctionId } = letterState(taken);
  const what = status === 'sending' || status === 'sent' ? 'has it in' : `ended it (${status})`;
  return `${who} ${what}${correctionId === null ? '' : ` ${status === 'sending' || status === 'sent' ? '' : 'with '}the correction ${correctionId}`} at ${when.toISOString()}`;
}
