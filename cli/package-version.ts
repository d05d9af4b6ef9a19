/** What the bundler puts here: the version of the package. */
declare const PACKAGE_VERSION: string;

export function packageVersion(): string {
  // Tests run the sources as they are.
  return typeof PACKAGE_VERSION === 'undefined' ? '0.0.0' : PACKAGE_VERSION;
}
