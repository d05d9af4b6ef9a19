import { DamagedFile, isJson } from './damaged-file';
import { End, Extent, Scanner } from '../../lambda-src/engine/scan/scanner';

/** What became of a damaged file. */
export interface Outcome {
  /** Objects that would be stored and that nobody wrote as records. */
  readonly parts: readonly string[];
  /** Bytes of records, whole or broken, in no verdict. A comma between two verdicts separates them. */
  readonly missing: readonly number[];
  /** How many whole records are not found as records. */
  readonly lost: number;
  /** Dead letters. */
  readonly deadLetters: number;
}

const COMMA = 0x2c;
const WHITE = new Set(Buffer.from(' \t\n\r'));

/** All extents of a file in memory. */
export function extentsOf(bytes: Uint8Array, recordsPointer: string): Extent[] {
  const scanner = new Scanner(recordsPointer);
  const extents: Extent[] = [];
  for (let extent = scanner.next(bytes, 0, End.FILE); extent !== null; extent = scanner.next(bytes, 0, End.FILE)) extents.push(extent);
  if (!scanner.done) throw new Error(`the scan stands still at byte ${scanner.position}`);
  return extents;
}

/** A broken record may still be there as a whole, with something surplus around it. An object without members has no key, so it is never stored. */
function isOriginal(text: string, originals: readonly string[]): boolean {
  const content = JSON.stringify(JSON.parse(text));
  return content === '{}' || originals.some((original) => JSON.stringify(JSON.parse(original)) === content);
}

/** The nearest byte that is not white space. */
function significant(bytes: Uint8Array, from: number, step: number): number {
  let at = from + step;
  while (WHITE.has(bytes[at])) at += step;
  return at;
}

export function judge({ bytes, whole, broken, originals, recordsPointer }: DamagedFile): Outcome {
  const extents = extentsOf(bytes, recordsPointer);
  const ends = new Map(whole.map(({ start, end }) => [start, end]));
  const covered = new Uint8Array(bytes.length);
  const parts: string[] = [];
  let found = 0;
  let deadLetters = 0;
  for (const { kind, offset, length } of extents) {
    covered.fill(1, offset, offset + length);
    const text = bytes.toString('utf8', offset, offset + length);
    if (kind === 'record' && ends.get(offset) === offset + length) found++;
    else if (kind === 'record' && text.startsWith('{') && isJson(text)) isOriginal(text, originals) || parts.push(text);
    else deadLetters++;
  }
  const missing: number[] = [];
  const separates = (at: number): boolean => (
    bytes[at] === COMMA && covered[significant(bytes, at, -1)] === 1 && covered[significant(bytes, at, 1)] === 1
  );
  for (const { start, end } of [...whole, ...broken]) {
    for (let at = start; at < end; at++) {
      if (covered[at] === 0 && !WHITE.has(bytes[at]) && !separates(at)) missing.push(at);
    }
  }
  return { parts, missing, lost: whole.length - found, deadLetters };
}
