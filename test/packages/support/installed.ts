import type { InstalledApp } from '../../../tools/packages/apps';

export interface Installed {
  /** An app with the npm package. */
  readonly npm: InstalledApp;
  /** An app with the wheel. */
  readonly python: InstalledApp;
  /** Paths of the packages. */
  readonly tarball: string;
  readonly wheel: string;
}

/** What the global setup has built and installed. */
export const installed = JSON.parse(process.env.INSTALLED_PACKAGES!) as Installed;
