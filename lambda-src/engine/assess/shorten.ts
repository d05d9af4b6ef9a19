/** The text, cut to `length` UTF-16 code units if it is longer, and between two characters. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 2);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, length - (splitsPair ? 2 : 1))}…`;
}
