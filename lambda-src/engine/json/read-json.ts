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

/** The text is not valid JSON from `position` on. */
export class JsonSyntaxError extends Error {
  constructor(public readonly position: number, public readonly expected: string) {
    super(`expected ${expected}`);
    this.name = 'JsonSyntaxError';
  }
}

const BLANKS = /[ \t\n\r]*/y;
// eslint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null };

/**
 * Reads a JSON text token by token. It is slower than JSON.parse, but knows positions, keeps every member and the digits
 * of every number, and does not recurse.
 */
export function readJson(text: string, events: JsonEvents): void {
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
  const fail = (expected: string): never => {
    throw new JsonSyntaxError(at, at >= text.length ? `${expected}, but the text ends` : expected);
  };
  const string = (expected: string): string => JSON.parse(match(STRING) ?? fail(expected)) as string;
  const name = (): void => {
    const found = string('a member name in quotes');
    events.name?.(found);
    if (!skip(':')) fail('a colon');
  };

  const open: boolean[] = [];
  match(BLANKS);
  for (;;) {
    // A value.
    if (skip('{')) {
      events.openObject?.();
      open.push(true);
      if (text[at] !== '}') {
        name();
        continue;
      }
    } else if (skip('[')) {
      events.openArray?.();
      open.push(false);
      if (text[at] !== ']') continue;
    } else if (text[at] === '"') {
      const found = string('a string that ends, without control characters and with valid escapes');
      events.text?.(found);
    } else {
      const number = match(NUMBER);
      if (number !== undefined) {
        events.number?.(number);
      } else {
        const word = match(WORD) ?? fail('a value');
        events.word?.(WORDS[word]);
      }
    }
    // What follows it.
    for (;;) {
      if (open.length === 0) {
        match(BLANKS);
        if (at < text.length) fail('nothing more');
        return;
      }
      const inObject = open[open.length - 1];
      if (skip(',')) {
        if (inObject) name();
        break;
      }
      if (!skip(inObject ? '}' : ']')) fail(inObject ? 'a comma or "}"' : 'a comma or "]"');
      open.pop();
      events.close?.();
    }
  }
}

/** Where the text stops being valid JSON, and what was expected there. Unlike JSON.parse, it never quotes the text. */
export function whereMalformed(text: string): string {
  try {
    readJson(text, {});
    return 'is not a JSON text';
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return `byte ${Buffer.byteLength(text.slice(0, error.position))}: ${error.message}`;
  }
}
