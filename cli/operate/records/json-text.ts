/** A value in a JSON text, and where it stands: `text.slice(start, end)`. */
export type JsonNode = ObjectNode | ArrayNode | StringNode | LiteralNode;

interface Range {
  readonly start: number;
  readonly end: number;
}

export interface ObjectNode extends Range {
  readonly type: 'object';
  /** In the order of the text; two may have the same name. */
  readonly members: readonly Member[];
}

export interface Member {
  /** Without quotes and escapes. */
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly value: JsonNode;
}

export interface ArrayNode extends Range {
  readonly type: 'array';
  readonly elements: readonly JsonNode[];
}

export interface StringNode extends Range {
  readonly type: 'string';
  /** Without quotes and escapes. */
  readonly value: string;
}

export interface LiteralNode extends Range {
  readonly type: 'number' | 'true' | 'false' | 'null';
}

/** A text that is not valid JSON. The message names the place and what is expected there, and never holds a part of the text. */
export class InvalidJsonError extends Error {
  public readonly name = 'InvalidJsonError';

  constructor(expected: string, public readonly position: number, text: string) {
    const before = text.slice(0, position);
    const line = before.split('\n').length;
    super(`line ${line}, column ${position - before.lastIndexOf('\n')}: expected ${expected}`);
  }
}

/** Characters stand for themselves. */
type Kind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | LiteralNode['type'] | 'end' | 'unknown';

/** A container whose end has not been read yet. */
type Open =
  | { readonly type: 'object'; readonly start: number; readonly members: Member[]; name: Omit<Member, 'value'> }
  | { readonly type: 'array'; readonly start: number; readonly elements: JsonNode[] };

/**
 * Reads a JSON text with the place of each value. Keeps every member and the digits of every number, and does
 * not recurse: a record may be nested as deep as somebody likes. Throws an InvalidJsonError.
 */
export function parseJsonText(text: string): JsonNode {
  const tokens = new Tokens(text);
  const open: Open[] = [];
  for (;;) {
    let node = startValue(tokens, open);
    // Ends every container that ends behind the value.
    while (node !== undefined) {
      const container = open[open.length - 1];
      if (container === undefined) {
        tokens.expect('nothing more', 'end');
        return node;
      }
      if (container.type === 'array') container.elements.push(node);
      else container.members.push({ ...container.name, value: node });
      node = nextValue(tokens, container) ? undefined : end(tokens, open);
    }
  }
}

/** A value without others inside; undefined if it is a container with content, which is open then. */
function startValue(tokens: Tokens, open: Open[]): JsonNode | undefined {
  const { kind, start } = tokens;
  switch (kind) {
    case 'string':
      return { type: kind, value: tokens.value(), ...tokens.take() };
    case 'number':
    case 'true':
    case 'false':
    case 'null':
      return { type: kind, ...tokens.take() };
    case '[':
      tokens.take();
      open.push({ type: 'array', start, elements: [] });
      return tokens.kind === ']' ? end(tokens, open) : undefined;
    case '{':
      tokens.take();
      if (tokens.kind === '}') return { type: 'object', start, end: tokens.take().end, members: [] };
      open.push({ type: 'object', start, members: [], name: memberName(tokens) });
      return undefined;
    default:
      throw tokens.error('a value');
  }
}

function memberName(tokens: Tokens): Omit<Member, 'value'> {
  const name = tokens.kind === 'string' ? tokens.value() : '';
  const { start: nameStart, end: nameEnd } = tokens.expect('a member name in double quotes', 'string');
  tokens.expect('a colon', ':');
  return { name, nameStart, nameEnd };
}

/** Whether the container has one more value; its name has been read then. */
function nextValue(tokens: Tokens, container: Open): boolean {
  if (tokens.kind !== ',') return false;
  tokens.take();
  if (container.type === 'object') container.name = memberName(tokens);
  return true;
}

function end(tokens: Tokens, open: Open[]): JsonNode {
  const container = open.pop()!;
  if (container.type === 'array') {
    const { type, start, elements } = container;
    return { type, start, end: tokens.expect('a comma or "]"', ']').end, elements };
  }
  const { type, start, members } = container;
  return { type, start, end: tokens.expect('a comma or "}"', '}').end, members };
}

const BLANKS = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
/** What ends a string, or stands in it and is more than itself. */
// eslint-disable-next-line no-control-regex
const SPECIAL = /["\\\u0000-\u001f]/g;

/** The tokens of a text, one at a time, without white space. */
class Tokens {
  public kind: Kind = 'unknown';
  public start = 0;
  private end = 0;

  constructor(private readonly text: string) {
    this.next();
  }

  /** A string without quotes and escapes. */
  public value(): string {
    try {
      return JSON.parse(this.text.slice(this.start, this.end)) as string;
    } catch {
      throw this.error('a string with valid escapes');
    }
  }

  public take(): Range {
    const { start, end: tokenEnd } = this;
    this.next();
    return { start, end: tokenEnd };
  }

  public expect(what: string, kind: Kind): Range {
    if (this.kind !== kind) throw this.error(what);
    return this.take();
  }

  public error(expected: string): InvalidJsonError {
    return new InvalidJsonError(expected, this.start, this.text);
  }

  private next(): void {
    const { text } = this;
    this.start = this.match(BLANKS, this.end)!;
    this.kind = this.kindAt(text[this.start]);
  }

  private kindAt(character: string | undefined): Kind {
    switch (character) {
      case undefined:
        return 'end';
      case '{':
      case '}':
      case '[':
      case ']':
      case ',':
      case ':':
        this.end = this.start + 1;
        return character;
      case '"':
        this.end = this.stringEnd();
        return 'string';
    }
    const number = this.match(NUMBER, this.start);
    const word = number ?? this.match(WORD, this.start);
    if (word === undefined) return 'unknown';
    this.end = word;
    return number === undefined ? this.text.slice(this.start, word) as 'true' | 'false' | 'null' : 'number';
  }

  private stringEnd(): number {
    SPECIAL.lastIndex = this.start + 1;
    for (let found = SPECIAL.exec(this.text); found !== null; found = SPECIAL.exec(this.text)) {
      if (found[0] === '"') return SPECIAL.lastIndex;
      if (found[0] !== '\\') throw this.error('a string without control characters');
      // Whether the escape is valid is found out when the value is asked for.
      SPECIAL.lastIndex++;
    }
    throw this.error('a string that ends');
  }

  private match(pattern: RegExp, at: number): number | undefined {
    pattern.lastIndex = at;
    return pattern.test(this.text) ? pattern.lastIndex : undefined;
  }
}
