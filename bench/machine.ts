import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../tools/root';

export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** How many processes wanted a processor in the last minute, on average. */
  readonly load: number;
}

export function machine(): Machine {
  return { date: new Date().toISOString().slice(0, 10), node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length, load: Math.round(loadavg()[0] * 10) / 10 };
}

/** The installed versions of packages. */
export function versionsOf(names: readonly string[]): Record<string, string> {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string; devDependencies: Record<string, string> };
  return Object.fromEntries(names.map((name) => [name, manifest.devDependencies[name] ?? manifest.version]));
}
