import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from './root';
import type { Page } from '../cli/desk/server/page';

/** The bundled page, from which the tool's bundle takes it. */
export const DESK_PAGE = join(ROOT, 'assets', 'desk', 'page.json');

/** Bundles the page of the desk. It becomes a part of the tool's bundle, so that the tool is served from one folder. */
export function buildDeskPage(): Page {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: { desk: 'cli/desk/page/main.tsx' },
    outdir: 'assets',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: {},
    legalComments: 'none',
    logLevel: 'warning',
  });
  const text = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))!.text;
  return { script: text('.js'), style: text('.css') };
}
