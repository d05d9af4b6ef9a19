import { ContainerWalk, Stop } from '../../../../bytes/container-walk';
import { CLOSE_OBJECT } from '../../../../bytes/json-bytes';
import type { Regular } from '../regular';

/** Whether the rest of an object follows this one, so that both may be one record that has ended a brace too early: a record has no name twice. */
export function isContinued(bytes: Uint8Array, { start, end }: Regular): boolean {
  const walk = new ContainerWalk();
  walk.start(CLOSE_OBJECT, CLOSE_OBJECT, 1);
  const behind = walk.run(bytes, end, false);
  if (walk.stop !== Stop.DONE) return false;
  const text = (from: number, to: number): string => Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString();
  try {
    const names = Object.keys(JSON.parse(text(start, end)) as object);
    const others = JSON.parse(`{${text(end, behind).replace(/^\s*,/, '')}`) as object;
    return !names.some((name) => Object.hasOwn(others, name));
  } catch {
    return false;
  }
}
