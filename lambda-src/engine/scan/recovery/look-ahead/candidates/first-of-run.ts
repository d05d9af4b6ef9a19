import type { Candidate, Run } from './runs';
import type { RecordShapes } from '../../record-shapes';
import { resemble } from '../../record-shapes';

/** One bracket has lost its counterpart. What is further up may be inside a record. */
export const HIGHEST_SHOWN = 1;

/**
 * Where the records of a run start. As long as no more brackets are open than before, whatever stands where records stand
 * is one. Otherwise it may be inside the broken record, and has to look like a record.
 */
export function firstOf(run: Run, shapes: RecordShapes, agreesBehind = Infinity): number | undefined {
  const { candidates, level, matches, settledFrom } = run;
  const last = candidates.length - 1;
  const { beginsAlike, names: lastNames, wholeLines } = candidates[last];
  // What something broken runs into may begin with a stretch of another file.
  const beginsLikeSome = (at: number): boolean => (
    candidates[at].beginsAlike || candidates.some(({ firstName }, j) => j !== at && firstName === candidates[at].firstName)
  );
  const agrees = (at: number): boolean => candidates[at].start > agreesBehind && (at > 0 || candidates[at].isSeparate || beginsLikeSome(at));
  const isSibling = (at: number): boolean => (
    (level <= 0 || agrees(at)) && at >= settledFrom && (candidates[at].besideText || !isForeign(candidates, at, shapes))
  );
  if (matches === 0 && shapes.known && !isSibling(last)) {
    const standsAlike = wholeLines && beginsAlike && level <= HIGHEST_SHOWN;
    const looksAlike = beginsAlike && shapes.resembles(lastNames) && (level <= 0 || last > 0);
    if (!standsAlike && !looksAlike) return undefined;
  }
  const resembles = (names: number, at: number): boolean => (
    shapes.resembles(names) || candidates.some((other, j) => j !== at && resemble(other.names, names))
  );
  const belongs = (at: number): boolean => {
    const candidate = candidates[at];
    return isSibling(at) || (wholeLines && candidate.wholeLines) || (candidate.beginsAlike && resembles(candidate.names, at));
  };
  let k = matches > 0 ? candidates.findIndex((candidate) => candidate.matches) : last;
  while (k > 0 && (level <= HIGHEST_SHOWN || agreesBehind < Infinity) && belongs(k - 1)) k--;
  return candidates[k]?.start;
}

/** Whether a candidate looks like nothing, but its neighbor begins with the same name: both may come from another file. */
function isForeign(candidates: readonly Candidate[], at: number, shapes: RecordShapes): boolean {
  const isStrange = ({ beginsAlike, matches, names, start }: Candidate): boolean => (
    !matches && !(beginsAlike && shapes.resembles(names)) && !candidates.some((other) => other.start !== start && other.names === names)
  );
  const candidate = candidates[at];
  return isStrange(candidate) && [at - 1, at + 1].some((other) => {
    const neighbor = candidates[other];
    return neighbor !== undefined && neighbor.firstName === candidate.firstName && isStrange(neighbor) && neighbor.names !== candidate.names;
  });
}
