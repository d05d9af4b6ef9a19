import type { ThirdPartyPackage } from './third-party-packages';

/** Licences that allow redistribution in a package under Apache-2.0, with the notice. */
export const ALLOWED_LICENCES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];

const INTRODUCTION = `
# Third-party notices

\`npx projen notices\` writes this file. The package contains code of the following packages, but not of the AWS CDK or the
AWS SDK. The sample data is not in the package; its licences are in examples/data/README.md.
`.trim();

/** The text of THIRD-PARTY-NOTICES.md. */
export function notices(packages: ThirdPartyPackage[]): string {
  const unlisted = packages.filter(({ licence }) => !ALLOWED_LICENCES.includes(licence));
  if (unlisted.length > 0) {
    throw new Error(`Licences that are not on the list of tools/notices/notices.ts: ${unlisted.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`);
  }
  return `${[INTRODUCTION, table(packages), ...packages.map(section)].join('\n\n')}\n`;
}

function table(packages: ThirdPartyPackage[]): string {
  const rows = packages.map(({ name, version, licence, places }) => `| [${name}](#${anchor(name)}) | ${version} | ${licence} | ${places.join(', ')} |`);
  return ['| package | version | licence | where |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function section({ name, homepage, licenceText }: ThirdPartyPackage): string {
  return `## ${name}\n\n${homepage}\n\n${licenceText.split('\n').map((line) => `    ${line}`.trimEnd()).join('\n')}`;
}

const anchor = (name: string): string => name.toLowerCase().replace(/[^a-z0-9-]/g, '');
