import { Damage, DAMAGES, Merge, MERGES } from './damages';
import { Layout, LAYOUTS } from './layouts';
import { Random } from './random';
import { Shape, SHAPES } from './shapes';

/** A stretch of a file, in bytes. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface DamagedFile {
  readonly recordsPointer: string;
  readonly bytes: Buffer;
  readonly layout: string;
  readonly shape: string;
  readonly damage: string;
  /** The records that are not damaged. */
  readonly whole: readonly Stretch[];
  readonly broken: readonly Stretch[];
  /** The text of the broken records before they were damaged. */
  readonly originals: readonly string[];
}

interface Part {
  readonly text: string;
  readonly role: 'whole' | 'broken' | 'between';
}

const entries = <T>(choices: Record<string, T>): Array<[string, T]> => Object.entries(choices);

export interface Choice {
  readonly records?: number;
  readonly layout?: string;
  readonly shape?: string;
  readonly damage?: string;
}

/** A file with one broken record, or two that have run together. The same for the same seed. */
export function damagedFile(seed: number, choice: Choice = {}): DamagedFile {
  const random = new Random(seed);
  const [layoutName, layout] = choose(random, LAYOUTS as Record<string, Layout>, choice.layout);
  const [shapeName, shape] = choose(random, SHAPES as Record<string, Shape>, choice.shape);
  const [damageName, damage] = choose(random, { ...DAMAGES, ...MERGES } as Record<string, Damage | Merge>, choice.damage);
  const count = choice.records ?? random.pick([3, 4, 6, 10, 25]);
  const make = shape(random);
  const whole = layout(random.times(count, make), random);
  for (;;) {
    const merges = damageName in MERGES;
    const at = random.below(count - (merges ? 1 : 0));
    const last = at + (merges ? 1 : 0);
    const text = merges
      ? (damage as Merge)(whole.records[at], whole.records[last], whole.separators[at], random)
      : (damage as Damage)(whole.records[at], random);
    if (text.trim() === '' || isWhole(text)) {
      // Nothing to find: the text became another record.
      if (random.chance(0.1)) return damagedFile(seed + 1_000_003, choice);
      continue;
    }
    const parts: Part[] = [{ text: whole.head, role: 'between' }];
    for (let k = 0; k < count; k++) {
      if (k < at || k > last) parts.push({ text: whole.records[k], role: 'whole' });
      else if (k === at) parts.push({ text, role: 'broken' });
      if (k < count - 1 && (k < at || k >= last)) parts.push({ text: whole.separators[k], role: 'between' });
    }
    parts.push({ text: whole.tail, role: 'between' });
    return {
      ...assemble(parts),
      recordsPointer: whole.recordsPointer,
      layout: layoutName,
      shape: shapeName,
      damage: damageName,
      originals: whole.records.slice(at, last + 1),
    };
  }
}

function choose<T>(random: Random, choices: Record<string, T>, wanted?: string): [string, T] {
  const chosen = random.pick(entries(choices));
  return wanted === undefined ? chosen : [wanted, choices[wanted]];
}

function isWhole(text: string): boolean {
  // Texts that follow each other without a separator are whole, too.
  return text.replace(/\}\s*,?\s*\{/g, '}\0{').split('\0').every(isJson) || isJson(`[${text}]`);
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function assemble(parts: readonly Part[]): Pick<DamagedFile, 'bytes' | 'whole' | 'broken'> {
  const stretches: Record<Part['role'], Stretch[]> = { whole: [], broken: [], between: [] };
  let at = 0;
  for (const { text, role } of parts) {
    const end = at + Buffer.byteLength(text);
    stretches[role].push({ start: at, end });
    at = end;
  }
  return { bytes: Buffer.from(parts.map(({ text }) => text).join('')), whole: stretches.whole, broken: stretches.broken };
}
