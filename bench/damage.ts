import { parseArgs } from 'node:util';
import { damagedFile } from '../testkit/damaged-files/damaged-file';
import { judge } from '../testkit/damaged-files/judge';

/*
 * Scans seeded files with one broken record each, and prints what becomes of their records, by layout, or by several of these:
 *
 *     npx tsx bench/damage.ts [--files 10000] [--from 0] [--layout NAME] [--shape NAME] [--damage NAME] [--by layout,shape,damage] [--show COUNT]
 *
 * `--show` prints the first files with a stored part, a missing byte, or a lost record.
 */

interface Sum {
  files: number;
  records: number;
  lost: number;
  filesWithLoss: number;
  filesWithParts: number;
  filesWithMissing: number;
  deadLetters: number;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '10000' },
      from: { type: 'string', default: '0' },
      layout: { type: 'string' },
      shape: { type: 'string' },
      damage: { type: 'string' },
      by: { type: 'string', default: 'layout' },
      show: { type: 'string', default: '0' },
      only: { type: 'string', default: 'parts,missing,lost' },
    },
  });
  const sums = new Map<string, Sum>();
  let toShow = Number(values.show);
  for (let seed = Number(values.from); seed < Number(values.from) + Number(values.files); seed++) {
    const file = damagedFile(seed, values);
    const { parts, missing, lost, deadLetters } = judge(file);
    const name = values.by.split(',').map((what) => file[what as 'layout']).join('; ');
    for (const group of [name, 'all']) {
      const sum = sums.get(group) ?? { files: 0, records: 0, lost: 0, filesWithLoss: 0, filesWithParts: 0, filesWithMissing: 0, deadLetters: 0 };
      sums.set(group, sum);
      sum.files++;
      sum.records += file.whole.length;
      sum.lost += lost;
      if (lost > 0) sum.filesWithLoss++;
      if (parts.length > 0) sum.filesWithParts++;
      if (missing.length > 0) sum.filesWithMissing++;
      sum.deadLetters += deadLetters;
    }
    const wrong = [parts.length > 0 ? 'parts' : '', missing.length > 0 ? 'missing' : '', lost > 0 ? 'lost' : ''].filter((what) => values.only.split(',').includes(what) && what !== '');
    if (wrong.length > 0 && toShow-- > 0) {
      console.log(`--- seed ${seed}: ${file.layout}; ${file.shape}; ${file.damage}; ${wrong.join(', ')}; ${lost} of ${file.whole.length} lost; parts ${JSON.stringify(parts).slice(0, 300)}; missing ${missing.slice(0, 5).join(' ')}`);
      const [{ start, end }] = file.broken;
      console.log(`…${file.bytes.toString('utf8', Math.max(0, start - 200), start)}⟦${file.bytes.toString('utf8', start, end)}⟧${file.bytes.toString('utf8', end, end + 300)}…`);
    }
  }
  row('', 'files', 'with a stored part', 'with a missing byte', 'with a lost record', 'lost records', 'dead letters a file');
  for (const [name, sum] of [...sums].sort(([left], [right]) => Number(left === 'all') - Number(right === 'all') || left.localeCompare(right))) {
    row(name, `${sum.files}`, `${sum.filesWithParts}`, `${sum.filesWithMissing}`, `${sum.filesWithLoss} (${(100 * sum.filesWithLoss / sum.files).toFixed(1)} %)`,
      `${sum.lost} (${(100 * sum.lost / sum.records).toFixed(2)} %)`, (sum.deadLetters / sum.files).toFixed(1));
  }
}

function row(...cells: string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

main();
