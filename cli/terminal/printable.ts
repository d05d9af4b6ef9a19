/** What a terminal would obey or hide: control characters (C0 and C1), direction marks, line separators, private use, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const BLANKS = /[ \t\r\n]+/g;

/** Text from anywhere, on one line and harmless to a terminal: a line break becomes a space, other unprintable characters their code. */
export function printable(text: string): string {
  return text
    .replace(BLANKS, (blanks) => /[\r\n]/.test(blanks) ? ' ' : blanks)
    .replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
