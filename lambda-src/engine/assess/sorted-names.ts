/** Objects whose names are remembered, and the length of their names together: a bound for what hostile records can occupy. */
const MAX_OBJECTS = 256;
const MAX_LENGTH = 1_000;

/** Names of an object's members. */
export interface Names {
  readonly sorted: readonly string[];
  /** The same with their lengths. */
  readonly marked: readonly string[];
}

interface KnownNames extends Names {
  readonly asTheyCome: readonly string[];
}

/** A text that says where it ends. */
export const marked = (text: string): string => `${text.length}:${text}`;

/** Sorts the names of members. Records of a file have the same members in the same order, so that most orders are known. */
export class SortedNames {
  /** By the first name. */
  private readonly known = new Map<string, KnownNames>();

  public of(object: object): Names {
    const names = Object.keys(object);
    if (names.length === 0) return NO_NAMES;
    const known = this.known.get(names[0]);
    if (known !== undefined && areEqual(known.asTheyCome, names)) return known;
    const sorted = [...names].sort();
    const found = { asTheyCome: names, sorted, marked: sorted.map(marked) };
    if (names.reduce((length, name) => length + name.length, 0) <= MAX_LENGTH) {
      if (this.known.size >= MAX_OBJECTS) this.known.clear();
      this.known.set(names[0], found);
    }
    return found;
  }
}

const NO_NAMES: Names = { sorted: [], marked: [] };

function areEqual(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let k = 0; k < left.length; k++) {
    if (left[k] !== right[k]) return false;
  }
  return true;
}
