import { HIGHEST_SHOWN } from '../candidates/first-of-run';
import type { Run } from '../candidates/runs';
import { namesOf } from '../regular';
import type { Signs } from '../signs';

/** Whether this regular value has all the names of a record, where all records have the same. */
export function isWhole({ given, regular, shapes }: Signs, k: number, run?: Run): boolean {
  if (k < 0 || regular[k].names === 0) return false;
  const ahead = run !== undefined && run.level <= HIGHEST_SHOWN && !shapes.nestedAlike ? namesOf(run.candidates) : [];
  const others = given.shapes.with([...namesOf(regular.slice(0, k)), ...ahead]);
  return others.uniform && others.matches(regular[k].names);
}
