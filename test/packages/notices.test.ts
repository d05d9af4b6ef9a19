import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI } from '../../tools/bundle-options';
import { constructNotices } from '../../tools/notices/construct-notices';
import { notices } from '../../tools/notices/notices';
import { bundledPackages, thirdPartyPackages } from '../../tools/notices/third-party-packages';
import { ROOT } from '../../tools/root';

test('THIRD-PARTY-NOTICES.md is up to date; npx projen notices writes it', () => {
  expect(readFileSync(join(ROOT, 'THIRD-PARTY-NOTICES.md'), 'utf8')).toBe(constructNotices(thirdPartyPackages()));
});

test('it names packages in the bundle and packages that are installed with this one', () => {
  const places = Object.fromEntries(thirdPartyPackages().map((each) => [each.name, each.places]));
  expect(places).toMatchObject({ 'ajv': ['node_modules', 'assets/lambda'], 'json-schema-traverse': ['node_modules'] });
});

test('a licence that is not on the list is refused', () => {
  const [ajv] = thirdPartyPackages();
  expect(() => notices('', [{ ...ajv, licence: 'GPL-3.0-only' }])).toThrow('Licences that are not on the list of tools/notices/notices.ts: ajv (GPL-3.0-only)');
});

test('the tool names the packages of its bundle, and has the same licence text once', () => {
  const packages = bundledPackages(CLI, 'dist');
  const text = notices('', packages);

  expect(text).toContain('| [commander](#commander) |');
  expect(text).toContain('| [@aws-sdk/client-s3](#aws-sdkclient-s3) |');
  const texts = new Set(packages.map(({ licenceText }) => licenceText)).size;
  expect(texts).toBeLessThan(packages.length / 2);
  expect(text.match(/^The text of the licence is that of /gm)).toHaveLength(packages.length - texts);
  expect(text).not.toContain('cdk');
});
