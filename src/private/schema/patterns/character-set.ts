type Range = readonly [from: number, to: number];

const LAST = 0x10ffff;

/** A set of characters, as ranges of their numbers. */
export class CharacterSet {
  public static readonly NONE = new CharacterSet([]);
  /** No character, but the end of the text. */
  public static readonly END = new CharacterSet([[-1, -1]]);

  public static of(from: number, to: number): CharacterSet {
    return new CharacterSet([[from, to]]);
  }

  private constructor(private readonly ranges: readonly Range[]) {}

  public or(other: CharacterSet): CharacterSet {
    return new CharacterSet([...this.ranges, ...other.ranges]);
  }

  public not(): CharacterSet {
    const rest: Range[] = [];
    let next = 0;
    for (const [from, to] of [...this.ranges].sort(([a], [b]) => a - b)) {
      if (from > next) rest.push([next, from - 1]);
      next = Math.max(next, to + 1);
    }
    if (next <= LAST) rest.push([next, LAST]);
    return new CharacterSet(rest);
  }

  public meets(other: CharacterSet): boolean {
    return this.ranges.some(([from, to]) => other.ranges.some((range) => range[0] <= to && from <= range[1]));
  }
}
