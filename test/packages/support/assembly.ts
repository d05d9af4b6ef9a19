import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const directories: string[] = [];

afterAll(() => directories.splice(0).forEach((directory) => rmSync(directory, { recursive: true, force: true })));

export function temporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'packages-test-')));
  directories.push(directory);
  return directory;
}

/** The cloud assembly that the CDK CLI would deploy. */
export class Assembly {
  constructor(private readonly directory: string) {}

  public get stacks(): string[] {
    return this.names('.template.json');
  }

  public template(stack: string): unknown {
    return JSON.parse(this.text(`${stack}.template.json`));
  }

  /** To the byte. */
  public text(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8');
  }

  /** The files of all assets of a stack with their contents, by the hash of the asset. */
  public assets(stack: string): Record<string, Record<string, string>> {
    const { files } = JSON.parse(this.text(`${stack}.assets.json`)) as { files: Record<string, { source: { path: string; packaging: string } }> };
    return Object.fromEntries(Object.entries(files).map(([hash, { source }]) => [hash, this.contents(source.path)]));
  }

  private contents(path: string): Record<string, string> {
    const asset = join(this.directory, path);
    const names = statSync(asset).isDirectory() ? readdirSync(asset, { recursive: true, encoding: 'utf8' }) : [''];
    const files = names.filter((name) => statSync(join(asset, name)).isFile());
    return Object.fromEntries(files.map((name) => [name, createHash('sha256').update(readFileSync(join(asset, name))).digest('hex')]));
  }

  private names(end: string): string[] {
    return readdirSync(this.directory).filter((name) => name.endsWith(end)).map((name) => name.slice(0, -end.length)).sort();
  }
}

/** Expects that the language of an app makes no difference to what is deployed. */
export function expectSame(actual: Assembly, expected: Assembly, stack: string): void {
  // Compared parsed first, because jest then shows the difference.
  expect(actual.template(stack)).toEqual(expected.template(stack));
  expect(actual.text(`${stack}.template.json`)).toBe(expected.text(`${stack}.template.json`));
  expect(actual.assets(stack)).toEqual(expected.assets(stack));
}
