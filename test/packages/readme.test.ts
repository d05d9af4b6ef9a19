import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from './support/installed';
import { packageJson } from '../../tools/packages/versions';
import { headingIds, targets } from '../../tools/readme/markdown';
import { ROOT } from '../../tools/root';

const REPOSITORY = 'https://github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline';
const REF = packageJson().version === '0.0.0' ? 'main' : `v${packageJson().version}`;

/** Names of data, which are the same in each language. */
const NAMES_OF_DATA = ['byteLength', 'byteOffset', 'contentHash', 'durationMs', 'inputError', 'orderId', 'recordBase64', 'recordIndex', 'versionId'];

const METADATA = `
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
metadata = next(name for name in wheel.namelist() if name.endswith('/METADATA'))
sys.stdout.buffer.write(wheel.read(metadata))
`;

let npm: string;
let wheel: string;

beforeAll(() => {
  npm = execFileSync('tar', ['-xzOf', installed.tarball, 'package/README.md'], { encoding: 'utf8' });
  const metadata = execFileSync(installed.python.command, ['-I', '-c', METADATA, installed.wheel], { encoding: 'utf8' });
  expect(metadata).toContain('\nDescription-Content-Type: text/markdown\n');
  wheel = metadata.slice(metadata.indexOf('\n\n') + 2);
});

describe.each([['npm', () => npm], ['PyPI', () => wheel]])('on %s', (_, readme) => {
  test('every link and picture is absolute, or leads to a heading of the README', () => {
    const ids = headingIds(readme());
    const broken = targets(readme()).filter((target) => target.startsWith('#') ? !ids.has(target.slice(1)) : !/^https:\/\//.test(target));
    expect(broken).toEqual([]);
  });

  test('links into the repository lead to existing files, in the version of the package', () => {
    const links = targets(readme()).filter((target) => target.startsWith(REPOSITORY));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });

  test('pictures are those of the repository', () => {
    const raw = REPOSITORY.replace('github.com', 'raw.githubusercontent.com');
    expect(targets(readme()).filter((target) => target.endsWith('flow.svg'))).toContain(`${raw}/${REF}/docs/images/flow.svg`);
  });
});

test('on npm the README is for TypeScript', () => {
  expect(npm).toContain('```ts\n');
  expect(npm).not.toContain('```python');
  expect(npm).toContain('npm install cdk-sales-data-pipeline');
});

test('on PyPI the README is for Python: samples, commands and names', () => {
  expect(wheel).toContain('SalesDataPipeline(self, "Sales"');
  expect(wheel).not.toMatch(/```ts|new SalesDataPipeline\(|cdk-sales-data-pipeline';/);
  expect(wheel).toMatch(/## Install\n\n```sh\npip install cdk-sales-data-pipeline\n```\n/);
  expect(wheel).not.toMatch(/npm install cdk-sales-data-pipeline/);
  const camelCase = [...wheel.matchAll(/`([a-z]\w*\.)?([a-z]+[A-Z]\w*)(\(\w*\))?`/g)].map((match) => match[2]);
  expect([...new Set(camelCase)].sort()).toEqual(NAMES_OF_DATA);
});

test('the assembly has the same README for Construct Hub as npm shows', () => {
  const assembly = execFileSync('tar', ['-xzOf', installed.tarball, 'package/.jsii'], { encoding: 'utf8', maxBuffer: 10_000_000 });
  expect((JSON.parse(assembly) as { readme: { markdown: string } }).readme.markdown).toBe(npm);
});

function isThere(link: string): boolean {
  const [, kind, path, id] = new RegExp(`^${REPOSITORY}/(blob|tree)/${REF}/([^#]+)#?(.*)$`).exec(link) ?? [];
  if (!kind || !existsSync(join(ROOT, path)) || statSync(join(ROOT, path)).isDirectory() !== (kind === 'tree')) return false;
  return !id || headingIds(readFileSync(join(ROOT, path), 'utf8')).has(id);
}
