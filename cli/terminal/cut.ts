import stringWidth from 'string-width';

/** The start of a printable line that fits into so many columns; it ends with … where something is missing. */
export function cut(text: string, columns: number): string {
  let width = 0;
  let at = 0;
  let end = 0;
  // By code points: Intl.Segmenter, which knows graphemes, takes time that grows with the square of the length.
  for (const character of text) {
    width += stringWidth(character);
    if (width > columns) return `${text.slice(0, end)}…`;
    at += character.length;
    // One column stays free for the ellipsis.
    if (width < columns) end = at;
  }
  return text;
}
