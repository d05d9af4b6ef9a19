import { ContainerWalk, Stop } from '../../../../bytes/container-walk';
import { CLOSE_OBJECT } from '../../../../bytes/json-bytes';
import { textBetween } from '../../../../bytes/text-between';
import { parseObject } from '../parse-object';
import type { Regular } from '../regular';

/** Whether the rest of an object follows this one, so that both may be one record that has ended a brace too early: a record has no name twice. */
export function isContinued(bytes: Uint8Array, { start, end }: Regular): boolean {
  const walk = new ContainerWalk();
  walk.start(CLOSE_OBJECT, CLOSE_OBJECT, 1);
  const behind = walk.run(bytes, end, false);
  if (walk.stop !== Stop.DONE) return false;
  const object = parseObject(textBetween(bytes, start, end));
  const rest = parseObject(`{${textBetween(bytes, end, behind).replace(/^[\d.eE+-]*\s*,?/, '')}`);
  return object !== undefined && rest !== undefined && !Object.keys(object).some((name) => Object.hasOwn(rest, name));
}
