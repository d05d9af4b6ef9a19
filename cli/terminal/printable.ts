/** What a terminal would act on or not show: control characters, direction marks, line separators, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NO_WIDTH = /\p{M}/u;

/** Text of a file, on one line and without what a terminal would act on. */
export function printable(text: string): string {
  return text
    .replace(/[ \t]*[\r\n]+[ \t]*/g, ' ')
    .replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** The line, cut to the number of columns. */
export function cut(text: string, columns: number): string {
  let width = 0;
  let at = 0;
  let end = 0;
  for (const character of text) {
    width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
    if (width > columns) return `${text.slice(0, end)}…`;
    at += character.length;
    // One column is left for the ellipsis.
    if (width < columns) end = at;
  }
  return text;
}
