import type { Tally } from './tally';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import { formatPointer } from '../../src/private/contract/json-pointer';
import { MAX_RECORD_LENGTH } from '../../src/private/contract/limits';
import type { RecordValidator, RejectedRecord } from '../../src/private/contract/messages';
import { assertRecordsPointer, EVERY_MEMBER } from '../../src/private/contract/records-pointer';
import { shellWord } from '../terminal/shell-word';

/** Segments that a pointer in a hint has at most, places that are looked at, and values that are looked at in each. */
const MAX_DEPTH = 5;
const MAX_PLACES = 300;
const MAX_VALUES = 20;

/** Where records may be. */
interface Place {
  readonly path: string[];
  /** Some of the objects there. */
  readonly objects: Array<Record<string, unknown>>;
  /** Some of them are in an array, in which there is nothing else. */
  readonly inArray: boolean;
}

export interface HintProps {
  readonly source: ByteSource;
  readonly tally: Tally;
  /** The first rejected records. */
  readonly first: readonly RejectedRecord[];
  readonly validate: RecordValidator;
}

/** A hint where no record of the file is accepted: its records may be where --records does not point to. */
export async function recordsHint({ source, tally, first, validate }: HintProps): Promise<string | undefined> {
  if (tally.accepted > 0) return undefined;
  const single = tally.records === 1;
  const start = single ? 'The file was read as one record.' : 'No record is accepted.';
  if (single && first[0].record === null) return `${start} If its records are inside it, say where: --records POINTER`;
  // A file of events may begin with others.
  for (const rejected of first) {
    const found = rejected.record !== null && placeOfRecords(await textAround(source, rejected), validate, single);
    if (!found) continue;
    const pointer = formatPointer(found.path);
    return `${start} If its records are those at ${pointer}: --records ${shellWord(pointer, true)}`;
  }
  return undefined;
}

/** The JSON value that the record stands in: that of the file, or that of its line; the record itself where neither is one value. */
async function textAround(source: ByteSource, { offset, record }: RejectedRecord): Promise<unknown> {
  const texts = [record!];
  if (source.size <= MAX_RECORD_LENGTH) {
    const file = Buffer.from(await source.read(0, source.size));
    const lineStart = file.lastIndexOf('\n', offset) + 1;
    const lineEnd = file.indexOf('\n', offset);
    texts.unshift(file.toString().replace(/^\ufeff/, ''), file.toString('utf8', lineStart, lineEnd < 0 ? undefined : lineEnd));
  }
  for (const text of texts) {
    try {
      return JSON.parse(text);
    } catch {
      // The next one may be whole.
    }
  }
  return undefined;
}

/** The place with the most valid records; otherwise, if the shape alone may tell, the array of objects that is nearest to the root. */
function placeOfRecords(root: unknown, validate: RecordValidator, byShape: boolean): Place | undefined {
  const places = [...placesIn(root)].filter(({ path }) => isPointer(path));
  let best: Place | undefined;
  let most = 0;
  for (const place of places) {
    const valid = place.objects.filter((object) => validate(object)).length;
    if (valid > most || (valid === most && best !== undefined && isMap(best, place))) [best, most] = [place, valid];
  }
  return best ?? (byShape ? places.find(({ inArray }) => inArray) : undefined);
}

/** The places in a value, the nearest to the root first. */
function* placesIn(root: unknown): Generator<Place> {
  const queue: Place[] = [placeOf([], [root])];
  for (let k = 0; k < queue.length && k < MAX_PLACES; k++) {
    const { path, objects } = queue[k];
    if (k > 0) yield queue[k];
    if (path.length === MAX_DEPTH) continue;
    const [object] = objects;
    for (const name of Object.keys(object ?? {}).slice(0, MAX_VALUES)) {
      queue.push(placeOf([...path, name], objects.map((each) => each[name])));
    }
    queue.push(placeOf([...path, EVERY_MEMBER], objects.flatMap((each) => Object.values(each).slice(0, MAX_VALUES))));
  }
}

function placeOf(path: string[], values: unknown[]): Place {
  const some = values.slice(0, MAX_VALUES);
  const objects = some.flatMap((value) => elements(value)).filter(isObject).slice(0, MAX_VALUES);
  return { path, objects, inArray: some.some((value) => Array.isArray(value) && value.length > 0 && value.every(isObject)) };
}

/** The elements of an array and of the arrays in it. */
function elements(value: unknown, depth = 0): unknown[] {
  if (!Array.isArray(value)) return [value];
  return depth < MAX_DEPTH ? (value.slice(0, MAX_VALUES) as unknown[]).flatMap((element) => elements(element, depth + 1)) : [];
}

/** Whether every member is meant, and not the one whose name looks like an ID. */
function isMap(named: Place, every: Place): boolean {
  const name = named.path[named.path.length - 1];
  return every.path.length === named.path.length && every.path[every.path.length - 1] === EVERY_MEMBER && /\d/.test(name);
}

function isPointer(path: string[]): boolean {
  try {
    assertRecordsPointer('', formatPointer(path));
    return true;
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
