/*
 * Names for what stands in a file in place of JSON. The texts are for people and say what to do. They contain nothing of
 * the file but single characters and words of a notation.
 */

/** How far a text is looked at. */
const LOOK = 4096;

interface Kind {
  readonly pattern: RegExp;
  readonly what: string;
  readonly remedy: string;
}

const NO_FRAMES = 'store the body without its frames';
const NO_FORM = 'upload the file, not the form';
const DECODE = 'decode it before the upload';
const STRINGIFY = 'write the value with JSON.stringify';

/** What a file or a damaged stretch as a whole may be. */
const WHOLE: Kind[] = [
  { pattern: /^[0-9a-fA-F]{1,8}(?:;chunk-signature=[0-9a-f]{64})\s*(?:\n|$)/, what: 'a frame of aws-chunked', remedy: NO_FRAMES },
  { pattern: /^--(?=-*\w)[-\w'()+.]{4,70}\s*(?:\nContent-|$)/i, what: 'a form boundary (multipart/form-data)', remedy: NO_FORM },
  { pattern: /^Content-(?:Disposition|Type|Length|Transfer-Encoding): /i, what: 'a header of a form (multipart/form-data)', remedy: NO_FORM },
  { pattern: /^x-amz-(?:checksum|trailer)/i, what: 'a trailer of aws-chunked', remedy: NO_FRAMES },
  { pattern: /^-----BEGIN /, what: 'PGP or PEM', remedy: 'decrypt it before the upload' },
  { pattern: /^data:[\w/+.-]*[;,]/, what: 'a data URL', remedy: 'upload what it holds' },
  // What decodes to the start of an object, an array, a string, a byte-order mark or gzip.
  { pattern: /^(?=ey[AIJ]|ew[0ko]|W3s|Ww[0ko]|WyA|W1s|In|77u|H4sI)[\w+/-]{16,}={0,2}(?:\r?\n|$)/, what: 'base64', remedy: DECODE },
  { pattern: /^%(?:7B|5B)%?/i, what: 'percent-encoded text', remedy: DECODE },
  { pattern: /^b(?:'|")/, what: 'Python\'s notation of bytes', remedy: 'write the bytes themselves, or use json.dumps' },
  { pattern: /^(?:module\.exports|export default|(?:var|let|const) [\w$]+) ?=?/, what: 'JavaScript', remedy: STRINGIFY },
  { pattern: /^(?!(?:ObjectId|ISODate|Number\w+|BinData|UUID|Timestamp)\()[\w$.]+\(\s*[[{]/, what: 'a call of JavaScript (JSONP)', remedy: STRINGIFY },
  { pattern: /^<(?:[?!/]|[a-z])/i, what: 'XML or HTML', remedy: 'convert it to JSON' },
];

/** What may stand where JSON needs a value or a name, and whose notation it is. */
const PARTS: Kind[] = [
  { pattern: /^(?:None|True|False)\b/, what: 'Python\'s ', remedy: 'write the value with json.dumps' },
  { pattern: /^(?:ObjectId|ISODate|NumberLong|NumberInt|NumberDecimal|BinData|UUID|Timestamp)\b(?=\()/, what: 'MongoDB\'s ', remedy: 'export as JSON, for instance with mongoexport' },
  { pattern: /^-?(?:NaN|Infinity|inf)\b/, what: '', remedy: 'write null' },
  { pattern: /^undefined\b/, what: 'JavaScript\'s ', remedy: 'write null, or leave the member out' },
  { pattern: /^(?:TRUE|FALSE|NULL|Null|nil)\b/, what: '', remedy: 'write true, false or null' },
];

const QUOTES = 'put names and strings in double quotes';
const REMOVE = 'remove it';
const TYPOGRAPHIC: [what: string, remedy: string] = ['a typographic quote', QUOTES];
const NAMES: Record<string, [what: string, remedy?: string]> = {
  '\'': ['a single quote', QUOTES],
  '`': ['a backtick', QUOTES],
  '\u2018': TYPOGRAPHIC,
  '\u2019': TYPOGRAPHIC,
  '\u201c': TYPOGRAPHIC,
  '\u201d': TYPOGRAPHIC,
  '"': ['a quote'],
  ',': ['a comma'],
  ':': ['a colon'],
  '{': ['an opening brace'],
  '}': ['a closing brace'],
  '[': ['an opening bracket'],
  ']': ['a closing bracket'],
  '#': ['a comment', REMOVE],
  '\\': ['a backslash that escapes nothing', 'write two'],
  '\u0000': ['U+0000 (a zero byte)', REMOVE],
  '\t': ['a tab', 'write \\t'],
  '\n': ['a line end', 'write \\n'],
  '\r': ['a line end', 'write \\r'],
  '\u001e': ['U+001E (RS, which RFC 7464 puts before each text)', REMOVE],
  '\u00a0': ['U+00A0 (a no-break space)', 'write a space'],
  '\u200b': ['U+200B (a zero-width space)', REMOVE],
  '\ufeff': ['U+FEFF (a byte-order mark)', REMOVE],
  '\ufffd': ['a byte that is not UTF-8', 'convert the file to UTF-8'],
};

/** What a text that is not JSON is as a whole, and what to do about it; undefined if nobody knows. */
export function wholeNotation(text: string): string | undefined {
  const head = text.slice(0, LOOK);
  const kind = WHOLE.find(({ pattern }) => pattern.test(head));
  return kind && `${kind.what}: ${kind.remedy}`;
}

/** What stands at a position of a text, where JSON has something else, and what to do about it. */
export function notationAt(text: string, position: number): string {
  const rest = text.slice(position, position + 64);
  if (/^\/[/*]/.test(rest)) return `a comment: ${REMOVE}`;
  const before = /\S?$/.exec(text.slice(Math.max(0, position - 64), position).trimEnd())![0];
  if (before === ',' && /^[}\]]/.test(rest)) return `${NAMES[rest[0]][0]} after a comma: remove the comma`;
  const part = PARTS.find(({ pattern }) => pattern.test(rest));
  if (part) return `${part.what}${part.pattern.exec(rest)![0]}: ${part.remedy}`;
  if (/^[A-Za-z_$][\w$]*\s*:/.test(rest)) return `a name without quotes: ${QUOTES}`;
  if (/^(?:\+|\.\d|0[xX])/.test(rest) || /^\d(?:[\dxX]|\.(?!\d))/.test(text.slice(position - 1, position + 2))) return 'a number that JSON writes in another way, such as 0.5 or 10';
  return characterAt(text, position);
}

/** The character at a position, and what to do about it. */
export function characterAt(text: string, position: number): string {
  const character = String.fromCodePoint(text.codePointAt(position)!);
  const [what, remedy] = NAMES[character] ?? [named(character)];
  return remedy === undefined ? what : `${what}: ${remedy}`;
}

function named(character: string): string {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  // What can't be seen or changes the direction of text is not shown. A lone surrogate is none of these.
  if (character < ' ') return `${code} (a control character): escape it, or remove it`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `"${character}" (${code})` : code;
}
