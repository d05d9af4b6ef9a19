/** What a terminal would obey or hide: control characters (C0 and C1), direction marks, line separators, private use, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const BLANKS = /[ \t\r\n]+/g;

/** Text from anywhere, on one line and harmless to a terminal: a line break becomes a space, other unprintable characters their code. */
export function printable(text: string): string {
  return text
    .replace(BLANKS, (blanks) => /[\r\n]/.test(blanks) ? ' ' : blanks)
    .replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** The same for each line of a text of this project's own, in which parts come from anywhere. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** JSON that means the same and is harmless to a terminal. JSON.stringify leaves C1, direction marks and line separators as they are. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(UNPRINTABLE, (character) => (
    Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')
  ));
}
