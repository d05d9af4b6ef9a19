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

/** The packages and apps that the global setup has made. */
export const installed = JSON.parse(process.env.INSTALLED_PACKAGES!) as Installed;
