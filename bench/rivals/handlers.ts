import { join } from 'node:path';
import { buildSync } from 'esbuild';

const NAMES = ['textbook-read', 'textbook-validate', 'loader', 'powertools', 'distributed-map'];

/** Bundles the functions of the alternatives, each into a directory of its own. The AWS SDK is part of the Lambda runtime. */
export function bundleHandlers(outdir: string): void {
  buildSync({
    absWorkingDir: join(__dirname, 'functions'),
    entryPoints: NAMES.map((name) => ({ in: `${name}.ts`, out: join(name, 'index') })),
    outdir,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['@aws-sdk/*'],
    logLevel: 'warning',
  });
}
