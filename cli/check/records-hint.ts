import type { Tally } from './tally';
import { formatPointer } from '../../src/private/contract/json-pointer';
import type { RejectedRecord } from '../../src/private/contract/messages';

const MAX_DEPTH = 4;

/** A hint where the file is one rejected record: its records may be in an array that --records does not point to. */
export function recordsHint(tally: Tally, first: RejectedRecord | undefined): string | undefined {
  if (tally.records !== 1 || !first) return undefined;
  if (first.record === null) return 'The file was read as one record. If its records are in an array, say where: --records POINTER';
  let root: unknown;
  try {
    root = JSON.parse(first.record);
  } catch {
    return undefined;
  }
  const pointer = arrayOfObjects(root);
  return pointer && `The file was read as one record. If its records are those in the array at ${pointer}: --records '${pointer}'`;
}

/** Pointer to the array of objects that is nearest to the root. */
function arrayOfObjects(root: unknown): string | undefined {
  let level: Array<{ path: string[]; value: unknown }> = [{ path: [], value: root }];
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const members = level.flatMap(({ path, value }) => isObject(value)
      ? Object.entries(value).map(([name, member]) => ({ path: [...path, name], value: member }))
      : []);
    const found = members.find(({ value }) => Array.isArray(value) && value.length > 0 && value.every(isObject));
    if (found) return formatPointer(found.path);
    level = members;
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
