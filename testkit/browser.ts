import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ROOT } from '../tools/root';

/** The package has only an ES module, which Jest does not load, so another process says where the browser is. */
const WHERE = 'import("@sparticuz/chromium").then(async ({ default: c }) => console.log(JSON.stringify({ executablePath: await c.executablePath(), args: c.args })))';

/** The package is made for Lambda: it turns protections off, which the desk relies on, and runs all in one process, which ends up hanging. */
const WITHOUT = ['--disable-web-security', '--allow-running-insecure-content', '--disable-site-isolation-trials', '--single-process', '--no-zygote'];

/** The fonts that come with the browser, so that a page looks the same on each machine. Those of the machine are there for other scripts. */
function fontConfiguration(): string {
  const folder = join(tmpdir(), 'desk-fonts');
  const file = join(folder, 'fonts.conf');
  if (existsSync(file)) return file;
  const unpacked = mkdtempSync(`${folder}-`);
  const archive = join(ROOT, 'node_modules', '@sparticuz', 'chromium', 'bin', 'fonts.tar.br');
  execFileSync('tar', ['-x', '-C', unpacked], { input: brotliDecompressSync(readFileSync(archive)) });
  writeFileSync(join(unpacked, 'fonts.conf'), `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`);
  try {
    renameSync(unpacked, folder);
  } catch {
    // Another test was faster.
  }
  return file;
}

/** A headless Chromium that comes from the npm registry. */
export async function startBrowser(): Promise<Browser> {
  const { executablePath, args } = JSON.parse(execFileSync(process.execPath, ['-e', WHERE], { cwd: ROOT, encoding: 'utf8' })) as { executablePath: string; args: string[] };
  const env = { ...process.env, FONTCONFIG_FILE: fontConfiguration() };
  return chromium.launch({ executablePath, args: args.filter((arg) => !WITHOUT.includes(arg)), headless: true, env });
}

export interface OpenPage {
  readonly page: Page;
  /** What the page has complained of: exceptions, and errors on the console, such as those of the Content-Security-Policy. */
  readonly complaints: string[];
}

export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(url);
  return { page, complaints };
}
