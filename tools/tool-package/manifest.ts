import { packageJson } from '../packages/versions';

/** Of the package, in the folder of the package. */
export const BUNDLE_FOLDER = 'dist';
/** The bill of materials, in the package. */
export const SBOM = 'sbom.cdx.json';

/** The package.json of the tool's package. It has the version of the construct, and no dependencies. */
export function toolManifest() {
  const { version, engines, license, author, repository } = packageJson();
  return {
    name: 'sales-data-pipeline',
    version,
    description: 'Checks sales files, and operates the pipelines that cdk-sales-data-pipeline deploys: files, dead letters, corrections.',
    keywords: ['aws', 'cdk', 'sales', 's3', 'dynamodb', 'sqs', 'dead-letter-queue', 'json-schema', 'cli'],
    license,
    author,
    repository: { ...repository, directory: 'cli' },
    bin: { 'sales-data-pipeline': `${BUNDLE_FOLDER}/index.mjs` },
    files: [`${BUNDLE_FOLDER}/*`, 'THIRD-PARTY-NOTICES.md', SBOM],
    engines,
    publishConfig: { access: 'public' },
  };
}
