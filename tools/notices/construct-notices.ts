import { notices } from './notices';
import type { ThirdPartyPackage } from './third-party-packages';

const INTRODUCTION = `
\`npx projen notices\` writes this file. The package contains code of the following packages, but not of the AWS CDK or the
AWS SDK. The sample data is not in the package; its licences are in examples/data/README.md. The package of the command-line tool
has notices of its own.
`.trim();

/** The text of THIRD-PARTY-NOTICES.md in the packages of the construct. */
export function constructNotices(packages: ThirdPartyPackage[]): string {
  return notices(INTRODUCTION, packages);
}
