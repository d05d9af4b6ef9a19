import { notationAt } from './notation';

/** Called in the order of the text. Names and strings come without quotes and escapes, numbers as they are written. */
export interface JsonEvents {
  openObject?(): void;
  openArray?(): void;
  close?(): void;
  name?(name: string): void;
  text?(value: string): void;
  number?(literal: string): void;
  word?(value: boolean | null): void;
}

/** The text is not valid JSON from `position` on. Not an Error: a stack trace takes longer than reading a short text. */
export interface Malformed {
  readonly position: number;
  readonly expected: string;
}

const BLANKS = /[ \t\n\r]*/y;
// eslint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
// eslint-disable-next-line no-control-regex
const STRING_START = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null };

/**
 * Reads a JSON text token by token; null where it is valid to its end. It is slower than JSON.parse, but knows positions,
 * keeps every member and the digits of every number, and does not recurse.
 */
export function readJson(text: string, events: JsonEvents): Malformed | null {
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at = pattern.lastIndex;
    return found;
  };
  const skip = (character: string): boolean => {
    match(BLANKS);
    if (text[at] !== character) return false;
    at++;
    match(BLANKS);
    return true;
  };
  const fail = (expected: string): Malformed => ({ position: at, expected: at >= text.length ? `${expected}, but the text ends` : expected });
  const string = (): string | null => {
    const found = match(STRING);
    return found === undefined ? null : JSON.parse(found) as string;
  };
  const failInString = (): Malformed => {
    match(STRING_START);
    return fail('a string that ends, without control characters and with valid escapes');
  };
  const name = (): Malformed | null => {
    const found = string();
    if (found === null) return text[at] === '"' ? failInString() : fail('a member name in quotes');
    events.name?.(found);
    return skip(':') ? null : fail('a colon');
  };

  const open: boolean[] = [];
  match(BLANKS);
  for (;;) {
    // A value.
    if (skip('{')) {
      events.openObject?.();
      open.push(true);
      if (text[at] !== '}') {
        const malformed = name();
        if (malformed !== null) return malformed;
        continue;
      }
    } else if (skip('[')) {
      events.openArray?.();
      open.push(false);
      if (text[at] !== ']') continue;
    } else if (text[at] === '"') {
      const found = string();
      if (found === null) return failInString();
      events.text?.(found);
    } else {
      const number = match(NUMBER);
      if (number !== undefined) {
        events.number?.(number);
      } else {
        const word = match(WORD);
        if (word === undefined) return fail('a value');
        events.word?.(WORDS[word]);
      }
    }
    // What follows it.
    for (;;) {
      if (open.length === 0) {
        match(BLANKS);
        return at < text.length ? fail('nothing more') : null;
      }
      const inObject = open[open.length - 1];
      if (skip(',')) {
        const malformed = inObject ? name() : null;
        if (malformed !== null) return malformed;
        break;
      }
      if (!skip(inObject ? '}' : ']')) return fail(inObject ? 'a comma or "}"' : 'a comma or "]"');
      open.pop();
      events.close?.();
    }
  }
}

/** Where the text stops being valid JSON, what was expected there, and what stands there. Unlike JSON.parse, it never quotes the text. */
export function whereMalformed(text: string): string {
  const malformed = readJson(text, {});
  if (malformed === null) return 'is not a JSON text';
  const { position, expected } = malformed;
  const found = position < text.length ? `, found ${notationAt(text, position)}` : '';
  return `byte ${Buffer.byteLength(text.slice(0, position))}: expected ${expected}${found}`;
}
