import { CLI } from '../../../tools/bundle-options';
import { bundledPackages } from '../../../tools/notices/third-party-packages';
import { toolSbom } from '../../../tools/tool-package/sbom';

test('the bill of materials of the tool has each package of its bundle, with version and licence', () => {
  const packages = bundledPackages(CLI, 'dist');

  const { components } = toolSbom({ name: 'sales-data-pipeline', version: '1.2.3' }, packages) as { readonly components: readonly { readonly purl: string }[] };

  expect(components).toHaveLength(packages.length);
  expect(components).toContainEqual(expect.objectContaining({
    name: '@aws-sdk/client-s3', purl: expect.stringMatching(/^pkg:npm\/%40aws-sdk\/client-s3@\d/) as string, licenses: [{ expression: 'Apache-2.0' }],
  }));
});
