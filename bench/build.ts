import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

export type Engine = typeof import('./engine');

const PROGRAMS = ['children/split-memory.ts', 'children/start-up.ts', 'children/validator.ts'];

/** The engine, and the programs that run in their own processes, bundled with the settings of the Lambda bundle. */
export class Build {
  public readonly directory = mkdtempSync(join(tmpdir(), 'bench-'));

  /** Another checkout may have other programs, but always the engine. */
  constructor(directory = __dirname, programs = directory === __dirname ? PROGRAMS : []) {
    buildSync({
      absWorkingDir: directory,
      entryPoints: ['engine.ts', ...programs],
      outdir: this.directory,
      outbase: directory,
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      logLevel: 'warning',
    });
  }

  public engine(): Engine {
    return createRequire(__filename)(join(this.directory, 'engine.js')) as Engine;
  }

  public child(name: string): string {
    return join(this.directory, 'children', `${name}.js`);
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
