import type { ThirdPartyPackage } from './third-party-packages';

/** Licences that allow redistribution in a package under Apache-2.0, with the notice. */
export const ALLOWED_LICENCES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];

/** The text of THIRD-PARTY-NOTICES.md: an introduction, and the licence of each package. */
export function notices(introduction: string, packages: ThirdPartyPackage[]): string {
  const unlisted = packages.filter(({ licence }) => !ALLOWED_LICENCES.includes(licence));
  if (unlisted.length > 0) {
    throw new Error(`Licences that are not on the list of tools/notices/notices.ts: ${unlisted.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`);
  }
  return `${['# Third-party notices', introduction, table(packages), ...sections(packages)].join('\n\n')}\n`;
}

function table(packages: ThirdPartyPackage[]): string {
  const rows = packages.map(({ name, version, licence, places }) => `| [${name}](#${anchor(name)}) | ${version} | ${licence} | ${places.join(', ')} |`);
  return ['| package | version | licence | where |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** A section for each package. Packages that have the same licence text have it once, in the last of their sections. */
function sections(packages: ThirdPartyPackage[]): string[] {
  const last = new Map(packages.map(({ licenceText, name }) => [licenceText, name]));
  return packages.map(({ name, homepage, licenceText }) => {
    const withText = last.get(licenceText)!;
    const text = withText === name
      ? licenceText.split('\n').map((line) => `    ${line}`.trimEnd()).join('\n')
      : `The text of the licence is that of [${withText}](#${anchor(withText)}).`;
    return `## ${name}\n\n${homepage}\n\n${text}`;
  });
}

const anchor = (name: string): string => name.toLowerCase().replace(/[^a-z0-9-]/g, '');
