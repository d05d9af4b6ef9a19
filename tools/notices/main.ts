import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constructNotices } from './construct-notices';
import { thirdPartyPackages } from './third-party-packages';
import { ROOT } from '../root';

const packages = thirdPartyPackages();
writeFileSync(join(ROOT, 'THIRD-PARTY-NOTICES.md'), constructNotices(packages));
console.log(`THIRD-PARTY-NOTICES.md: ${packages.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
