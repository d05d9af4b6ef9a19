import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root';

export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: object;
  readonly repository?: { readonly type: string; readonly url: string };
  readonly engines: { readonly node: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly bundledDependencies: readonly string[];
  readonly jsii: { readonly targets: { readonly java: { readonly maven: { readonly groupId: string; readonly artifactId: string } } } };
}

/** The package.json of this package, or of one in its node_modules. */
export function packageJson(name?: string): PackageJson {
  const path = name ? join(ROOT, 'node_modules', name, 'package.json') : join(ROOT, 'package.json');
  return JSON.parse(readFileSync(path, 'utf8')) as PackageJson;
}

/** The versions of the CDK for an app. */
export interface CdkVersions {
  readonly awsCdkLib: string;
  readonly constructs: string;
}

/** The versions that the package is developed with. */
export function developedWith(): CdkVersions {
  return { awsCdkLib: packageJson('aws-cdk-lib').version, constructs: packageJson('constructs').version };
}

/** The lowest versions that the package declares. */
export function lowest(): CdkVersions & { readonly node: string } {
  const { peerDependencies, engines } = packageJson();
  const version = (range: string) => /^(?:\^|>= ?)(\d+\.\d+\.\d+)$/.exec(range)![1];
  return { awsCdkLib: version(peerDependencies['aws-cdk-lib']), constructs: version(peerDependencies.constructs), node: version(engines.node) };
}

export function hash(...parts: (string | Buffer)[]): string {
  return parts.reduce((sum, part) => sum.update(part).update('\0'), createHash('sha256')).digest('hex').slice(0, 16);
}
