import { tokenizer } from 'ret/dist/tokenizer';
import type { SetToken, Token, Tokens } from 'ret/dist/types';
import { types } from 'ret/dist/types';
import { CharacterSet } from './character-set';

/** The places of a pattern that take a character, and which may come after which. */
export interface Positions {
  /** What each position takes. */
  readonly takes: CharacterSet[];
  /** The positions after each one; twice if two loops lead there, because a search tries both. */
  readonly follow: number[][];
  /** Positions that a match may end with, whatever comes next. */
  readonly last: ReadonlySet<number>;
}

interface Part {
  readonly nullable: boolean;
  readonly first: number[];
  readonly last: number[];
}

const EMPTY: Part = { nullable: true, first: [], last: [] };
/** Repetitions are written out up to so many positions; what is more becomes a loop. */
const MOST_COPIES = 20;
/** A pattern with more ways between its positions is not looked at. */
const MOST_BETWEEN = 100_000;

/** The positions of a regular expression; undefined if they are too many, or beyond this parser. */
export function positionsOf(pattern: string): Positions | undefined {
  try {
    return new Builder().build(tokenizer(withoutUnicode(pattern)));
  } catch {
    return undefined;
  }
}

/** The parser does not know the escapes of the flag "u": they become letters, which is near enough. */
function withoutUnicode(pattern: string): string {
  return pattern.replace(/\\p\{[^}]*\}/g, '\\w').replace(/\\P\{[^}]*\}/g, '\\W').replace(/\\u\{[^}]*\}/g, 'x');
}

class Builder {
  private readonly takes: CharacterSet[] = [];
  private readonly follow: number[][] = [];
  private between = 0;

  public build(root: Tokens): Positions {
    const { last } = this.part(root as Token);
    return { takes: this.takes, follow: this.follow, last: new Set(last) };
  }

  private part(token: Token | Tokens): Part {
    switch (token.type) {
      case types.ROOT:
      case types.GROUP: {
        const whole = this.alternatives(token.options ?? [token.stack ?? []]);
        const lookAround = token.type === types.GROUP && (token.followedBy || token.notFollowedBy || token.lookBehind);
        return lookAround ? EMPTY : whole;
      }
      case types.REPETITION:
        return this.repetition(token.value, token.min, token.max);
      case types.POSITION:
        return token.value === '$' ? this.position(CharacterSet.END) : EMPTY;
      case types.REFERENCE:
        return EMPTY;
      case types.CHAR:
      case types.SET:
        return this.position(characters(token));
    }
  }

  private position(takes: CharacterSet): Part {
    const position = this.takes.push(takes) - 1;
    this.follow.push([]);
    return { nullable: false, first: [position], last: [position] };
  }

  private alternatives(options: Token[][]): Part {
    const parts = options.map((tokens) => tokens.map((token) => this.part(token)).reduce((before, after) => this.sequence(before, after), EMPTY));
    return { nullable: parts.some(({ nullable }) => nullable), first: parts.flatMap(({ first }) => first), last: parts.flatMap(({ last }) => last) };
  }

  private sequence(before: Part, after: Part): Part {
    this.connect(before, after);
    return {
      nullable: before.nullable && after.nullable,
      first: before.nullable ? [...before.first, ...after.first] : before.first,
      last: after.nullable ? [...before.last, ...after.last] : after.last,
    };
  }

  private repetition(value: Token, min: number, max: number): Part {
    const before = this.takes.length;
    let whole = max === 0 ? EMPTY : this.part(value);
    const size = this.takes.length - before;
    if (max === Infinity || max * size > MOST_COPIES) {
      this.connect(whole, whole);
      // A search tries which of so many repetitions are empty; those of a loop never are.
      if (max !== Infinity && whole.nullable) this.connect(whole, whole);
      return { ...whole, nullable: whole.nullable || min === 0 };
    }
    // x{1,3} is x(x(x)?)?
    for (let copies = 1; copies < max; copies++) {
      const copy = this.part(value);
      whole = this.sequence(whole, { ...copy, nullable: copy.nullable || copies >= min });
    }
    return { ...whole, nullable: whole.nullable || min === 0 };
  }

  private connect(before: Part, after: Part): void {
    this.between += before.last.length * after.first.length;
    if (this.between > MOST_BETWEEN) throw new Error('too many ways lead through the pattern');
    for (const position of before.last) {
      for (const next of after.first) this.follow[position].push(next);
    }
  }
}

function characters(token: SetToken): CharacterSet {
  switch (token.type) {
    case types.CHAR: return CharacterSet.of(token.value, token.value);
    case types.RANGE: return CharacterSet.of(token.from, token.to);
    case types.SET: {
      const union = token.set.map(characters).reduce((all, each) => all.or(each), CharacterSet.NONE);
      return token.not ? union.not() : union;
    }
  }
}
