import type { Run } from '../candidates/runs';
import type { Regular } from '../regular';
import { isLikeOthers, namesOf } from '../regular';
import type { Signs } from '../signs';
import { isWhole } from './whole';
import { ContainerWalk } from '../../../../bytes/container-walk';
import { CLOSE_ARRAY, CLOSE_OBJECT, OPEN_OBJECT } from '../../../../bytes/json-bytes';
import { firstName } from '../../line-and-column/first-name';
import { resemble } from '../../record-shapes';

/** The values without those at their end that resemble nothing, if there are several of them. One may be of a rare kind. */
export function withoutStrangers(signs: Signs, values: readonly Regular[], run?: Run): readonly Regular[] {
  const objects = values.filter(({ isObject }) => isObject);
  const strangers = strangersAmong(signs, objects, run);
  if (areDamaged(signs, strangers, run)) {
    // What another file has been put into is broken, too.
    const before = values.indexOf(strangers[0]);
    return values.slice(0, strangers.length > 1 || isWhole(signs, before - 1, run) ? before : Math.max(0, before - 1));
  }
  // What else stands before something broken may belong to it.
  const behind = values.lastIndexOf(objects[objects.length - 1]) + 1;
  const mayBelong = signs.trouble.between && values.slice(behind).some(({ end }) => signs.view.bytes[end - 1] === CLOSE_ARRAY);
  return mayBelong ? values.slice(0, behind) : values;
}

/** The last objects, as far as they resemble neither those before them nor those of the run. */
function strangersAmong({ given, inArray }: Signs, objects: readonly Regular[], run?: Run): readonly Regular[] {
  const ahead = namesOf(run?.candidates ?? []);
  let known = objects.length;
  while (known > 0) {
    const { names, isBlock, isLine } = objects[known - 1];
    const others = given.shapes.with([...namesOf(objects.slice(0, known - 1)), ...ahead]);
    if (isBlock || (isLine && !inArray) || (names !== 0 && isLikeOthers(names, others))) break;
    known--;
  }
  return objects.slice(known);
}

/** Whether these strangers are not records of a rare kind, but come from another file or belong to the broken record. */
function areDamaged(signs: Signs, strangers: readonly Regular[], run?: Run): boolean {
  if (strangers.length === 0) return false;
  const last = strangers[strangers.length - 1];
  return (beginsLikeBroken(signs, last) && !(strangers.length === 1 && isOfKind(signs, last, run)))
    || isBeginning(signs, last, run) || (strangers.length > 1 && strangers[0].names === 0);
}

/** Whether the broken value begins with the same name as this one, and no other does: both may come from another file. */
function beginsLikeBroken(signs: Signs, { start, end }: Regular): boolean {
  const { trouble, view } = signs;
  const bytes = view.passed;
  const open = bytes.indexOf(OPEN_OBJECT, end);
  return open >= 0 && (!trouble.met || open < trouble.at)
    && firstName(bytes, open).name === firstName(bytes, start).name && !signs.beginsAlike(start);
}

/** Whether the broken object behind this value has several names in common with it. */
function resemblesBroken({ view: { passed } }: Signs, { end, names }: Regular): boolean {
  const walk = new ContainerWalk();
  walk.start(OPEN_OBJECT, CLOSE_OBJECT, 1);
  walk.run(passed, passed.indexOf(OPEN_OBJECT, end) + 1, false);
  return resemble(walk.memberNames, names);
}

/** Whether the value is of a kind with the broken one, and nothing is missing from the value before it, which other records have all names of. */
function isOfKind(signs: Signs, value: Regular, run?: Run): boolean {
  const { given, regular } = signs;
  const before = regular[regular.indexOf(value) - 1];
  if (before === undefined || !resemblesBroken(signs, value)) return false;
  const others = namesOf([...regular.filter((other) => other !== before), ...run?.candidates ?? []]);
  return given.shapes.matches(before.names) || others.includes(before.names);
}

/** Whether the value has only some of the names that all records have: it may be the beginning of one. */
function isBeginning({ given, regular, trouble, view: { passed } }: Signs, { end, isBlock, names, start }: Regular, run?: Run): boolean {
  const open = passed.indexOf(OPEN_OBJECT, end);
  if (open >= 0 && !trouble.behindArray && !trouble.between && firstName(passed, open).name === firstName(passed, start).name) return false;
  const others = given.shapes.with(namesOf([...regular.filter((value) => value.names !== names), ...run?.candidates ?? []]));
  return !isBlock && others.uniform && others.resembles(names) && (trouble.between || others.includes(names));
}
