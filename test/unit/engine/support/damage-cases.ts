import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scan } from './files';

/** Where records are in the files of a group, if they are not in /orders. */
const POINTERS: Record<string, string> = { objects: '/orders/*' };
const DIRECTORY = join(__dirname, '..', 'damage');

/** A damaged file and its extents. */
export interface DamageCase {
  readonly group: string;
  readonly name: string;
  readonly pointer?: string;
  readonly file: string;
  /** The file with each record as ✓‹…› and each damaged stretch as ✗‹…›. */
  readonly marked: string;
}

/** The cases of damage/*.case. Blank lines separate them; in each, the name comes first, and below it, indented by two spaces, the marked file. */
export function damageCases(): DamageCase[] {
  return readdirSync(DIRECTORY).flatMap((name) => readFileSync(join(DIRECTORY, name), 'utf8').trimEnd().split('\n\n')
    .filter((block) => !block.startsWith('#'))
    .map((block) => parseCase(name.replace('.case', ''), block)));
}

function parseCase(group: string, block: string): DamageCase {
  const [name, ...lines] = block.split('\n');
  const marked = lines.map((line) => line.slice(2)).join('\n');
  return { group, name, pointer: POINTERS[group], marked, file: marked.replace(/[✓✗]‹|›/g, '').replace(/␍/g, '\r').replace(/␊/g, '\n') };
}

/** The extents of a file in the notation of the cases. */
export function markExtents(file: string, pointer?: string): string {
  const bytes = Buffer.from(file);
  let marked = '';
  let at = 0;
  for (const { kind, offset, length } of scan(file, { pointer })) {
    const end = offset + length;
    marked += `${bytes.toString('utf8', at, offset)}${kind === 'record' ? '✓' : '✗'}‹${bytes.toString('utf8', offset, end)}›`;
    at = end;
  }
  return (marked + bytes.toString('utf8', at)).replace(/\r/g, '␍').replace(/\n$/, '␊');
}
