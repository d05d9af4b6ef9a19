import type { Edge, Layout, Node, Size } from './graph';

export const TITLE_SIZE = 14;
export const NOTE_SIZE = 12;
export const LABEL_SIZE = 12;
/** Space around the content of a group, and above it for the title. */
export const GROUP_PADDING = 20;
export const GROUP_HEADER = 52;

const TITLE_HEIGHT = 38;
/** Only a group is higher. */
export const NOTE_HEIGHT = 54;

const NARROW = new Set('ijlft.,:;\'|!()[] I'.split(''));
const WIDE = new Set('mwMWABCDEGHKNOQRUVXY@%'.split(''));

/** Width of a text in a sans-serif font, in pixels; rather too large than too small. */
export function textWidth(text: string, fontSize: number): number {
  const ems = [...text].reduce((sum, character) => sum + (NARROW.has(character) ? 0.34 : WIDE.has(character) ? 0.78 : 0.58), 0);
  return Math.ceil(ems * fontSize);
}

/** The size of a node, or of a group around its content. */
export function nodeSize({ kind, title, note }: Node, inside?: Layout): Size {
  // Titles are bold.
  const text = Math.max(1.08 * textWidth(title, TITLE_SIZE), textWidth(note ?? '', NOTE_SIZE));
  if (inside) return { width: even(Math.max(inside.width, text)) + 2 * GROUP_PADDING, height: inside.height + GROUP_HEADER + GROUP_PADDING };
  if (kind === 'start') return { width: 16, height: 16 };
  return { width: even(Math.max(120, text + 28)), height: note === undefined ? TITLE_HEIGHT : NOTE_HEIGHT };
}

export const labelSize = ({ label }: Edge): Size => (label ? { width: textWidth(label, LABEL_SIZE) + 6, height: 18 } : { width: 0, height: 0 });

/** The centre of an even width is on a whole pixel. */
const even = (width: number): number => 2 * Math.ceil(width / 2);
