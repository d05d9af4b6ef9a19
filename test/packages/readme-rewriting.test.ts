import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../tools/readme/languages';
import type { ReadmeSource } from '../../tools/readme/package-readme';
import { packageReadme } from '../../tools/readme/package-readme';
import { ROOT } from '../../tools/root';

const README = `# Title

[page](docs/page.md#part) [\`code\`](LICENSE) [folder](docs) [there](#install) [other](https://example.com/a) ![picture](docs/a.svg)

\`sales.grantCorrect(role)\` \`recordsPointer\` \`Queue.fromQueueArn\` \`recordIndex\` \`orders.json\` \`[no](link)\`

\`\`\`sh
npx sales-data-pipeline check a.json
\`\`\`

## Install

\`\`\`sh
npm install cdk-sales-data-pipeline
\`\`\`

For TypeScript.

| requires | version |
`;

const source = (readme = README): ReadmeSource => ({
  readme,
  version: '1.2.3',
  memberNames: new Set(['recordsPointer', 'grantCorrect']),
  repository: { url: 'https://github.com/o/r', ref: 'v1.2.3', files: ['README.md', 'LICENSE', 'docs/page.md', 'docs/a.svg', 'examples/python/app.py'] },
});

test('links lead to the files of the version, links to folders and pictures to where they are shown', () => {
  expect(packageReadme('js', source())).toContain([
    '[page](https://github.com/o/r/blob/v1.2.3/docs/page.md#part)',
    '[`code`](https://github.com/o/r/blob/v1.2.3/LICENSE)',
    '[folder](https://github.com/o/r/tree/v1.2.3/docs)',
    '[there](#install)',
    '[other](https://example.com/a)',
    '![picture](https://raw.githubusercontent.com/o/r/v1.2.3/docs/a.svg)',
  ].join(' '));
});

test.each<[Target, string]>([
  ['js', '[there](#install)'],
  ['python', '[there](#install)'],
  ['java', '[there](https://github.com/o/r/blob/v1.2.3/README.md#install)'],
  ['go', '[there](https://github.com/o/r/blob/v1.2.3/README.md#install)'],
])('%s: a link to a heading leads to the heading, or to the repository if headings have no ids', (target, link) => {
  expect(packageReadme(target, source())).toContain(link);
});

test('code is not taken for a link; names of data stay, names of the API become those of the language', () => {
  const names = '`orders.json` `[no](link)`';
  expect(packageReadme('js', source())).toContain(`\`sales.grantCorrect(role)\` \`recordsPointer\` \`Queue.fromQueueArn\` \`recordIndex\` ${names}`);
  expect(packageReadme('python', source())).toContain(`\`sales.grant_correct(role)\` \`records_pointer\` \`Queue.from_queue_arn\` \`recordIndex\` ${names}`);
});

test.each<[Target, string]>([
  ['python', 'pip install cdk-sales-data-pipeline\n'],
  ['java', '<version>1.2.3</version>'],
  ['go', 'cdksalesdatapipeline@v1.2.3\n'],
])('%s: says how to install this package; the tool is the same in each language', (target, install) => {
  const readme = packageReadme(target, source());
  expect(readme).toContain(install);
  expect(readme).toContain('\nnpx sales-data-pipeline check a.json\n');
  expect(readme).not.toMatch(/npm install|For TypeScript/);
  expect(readme).toContain('\n\n| requires | version |\n');
});

test.each<Target>(['python', 'java', 'go'])('%s: the README of the npm package, which a release starts from, gives the same result', (target) => {
  const repository = source(readFileSync(join(ROOT, 'README.md'), 'utf8'));
  const files = ['API.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md', 'examples/python/app.py', ...[...repository.readme.matchAll(/\(((?:docs|examples)\/[^)#]+)/g)].map(([, path]) => path)];
  const all = { ...repository, repository: { ...repository.repository, files } };
  expect(packageReadme(target, { ...all, readme: packageReadme('js', all) })).toBe(packageReadme(target, all));
});

test.each([
  ['docs/gone.md', 'README.md links to docs/gone.md, which is not in the repository'],
  ['#gone', 'README.md links to #gone, but has no such heading'],
])('a link to %s is an error', (link, message) => {
  expect(() => packageReadme('js', source(`[x](${link})`))).toThrow(message);
});

test('a link in another syntax is an error, and so is a README without a section on installation', () => {
  expect(() => packageReadme('js', source('<img src="docs/a.svg">'))).toThrow('Links are written [text](target)');
  expect(() => packageReadme('python', source('# Title'))).toThrow('no section "## Install"');
});
