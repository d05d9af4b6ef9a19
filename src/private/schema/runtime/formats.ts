import type { Format } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats';

/** All formats that a schema may name. The time that each takes grows with the length of the text, and not faster. */
export const formats: { [name: string]: Format } = {
  ...Object.fromEntries(Object.entries(fullFormats).map(([name, format]) => [name, format instanceof RegExp ? matches(format) : format])),
  url,
};

/** A function is called by the compiled schema; a pattern would become part of its code. */
function matches(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

const SCHEME = /^(?:https?|ftp):\/\//iu;
const WHITE_SPACE = /\s/u;
const IPV4 = [
  String.raw`(?!(?:10|127)(?:\.\d{1,3}){3})`,
  String.raw`(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})`,
  String.raw`(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})`,
  String.raw`(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])`,
  String.raw`(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}`,
  String.raw`\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4])`,
].join('');
const LABEL = String.raw`[a-z0-9\u{a1}-\u{ffff}]+(?:-[a-z0-9\u{a1}-\u{ffff}]+)*`;
const TOP_LEVEL = String.raw`\.[a-z\u{a1}-\u{ffff}]{2,}`;
/** Host, port and path, from `lastIndex` to the end of a text without white space. */
const HOST = new RegExp(String.raw`(?:${IPV4}|${LABEL}(?:\.${LABEL})*${TOP_LEVEL})(?::\d{2,5})?(?:\/|$)`, 'iuy');

/**
 * A public http, https or ftp address: the verdicts of the pattern in ajv-formats. That pattern tries each end of the user
 * information with each end of the user name; 120 KB of colons take it 18 seconds.
 */
function url(text: string): boolean {
  const scheme = SCHEME.exec(text);
  if (!scheme || WHITE_SPACE.test(text)) return false;
  const start = scheme[0].length;
  if (isHost(text, start)) return true;
  // The user information, which is not empty, may contain the sign that ends it.
  for (let at = text.indexOf('@', start + 1); at !== -1; at = text.indexOf('@', at + 1)) {
    if (isHost(text, at + 1)) return true;
  }
  return false;
}

function isHost(text: string, start: number): boolean {
  HOST.lastIndex = start;
  return HOST.test(text);
}
