import { spawnSync } from 'node:child_process';
import type { Build } from './build';
import type { Result } from './result';
import { TARGETS } from './targets';

/** The memory of a process that splits a stream of this many bytes, and of the same process with nothing to split. */
export function measureSplitterMemory(build: Build, bytes: number): Result[] {
  const peak = (size: number): number => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [build.child('split-memory'), String(size)], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the splitter failed: ${stderr}`);
    return (JSON.parse(stdout) as { peak: number }).peak;
  };
  const baseline = peak(0);
  const total = peak(bytes);
  const note = `${(bytes / 1e9).toLocaleString('en-US')} GB split`;
  return [
    { id: 'splitter-memory', name: 'memory of the splitter', value: total, unit: 'MB', target: TARGETS.splitterMemory, note },
    { id: 'splitter-memory-growth', name: '… without that of the process before it splits', value: total - baseline, unit: 'MB' },
  ];
}
