import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notices } from './notices';
import { thirdPartyPackages } from './third-party-packages';

const packages = thirdPartyPackages();
writeFileSync(join(__dirname, '..', '..', 'THIRD-PARTY-NOTICES.md'), notices(packages));
console.log(`THIRD-PARTY-NOTICES.md: ${packages.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
