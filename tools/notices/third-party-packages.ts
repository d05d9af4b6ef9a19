import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { buildSync } from 'esbuild';
import { LAMBDA } from '../bundle-options';
import { ROOT } from '../root';

const NODE_MODULES = join(ROOT, 'node_modules');

/** A package whose code is published with this one. */
export interface ThirdPartyPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly licence: string;
  readonly homepage: string;
  readonly licenceText: string;
  /** Where it is in the npm package. */
  readonly places: string[];
}

/** Licences without a name in them, so that their text is the same for each package; some packages of the AWS SDK leave it out. */
const STANDARD_TEXTS: { readonly [licence: string]: string } = { 'Apache-2.0': readFileSync(join(ROOT, 'LICENSE'), 'utf8') };

interface PackageJson {
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly repository?: string | { readonly url: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly bundledDependencies?: readonly string[];
}

/** The packages whose code is in the packages of the construct: as a whole or in the bundle of the functions, sorted by name. */
export function thirdPartyPackages(): ThirdPartyPackage[] {
  const places = new Map<string, string[]>();
  const found = (place: string) => (name: string) => places.set(name, [...places.get(name) ?? [], place]);
  installedAlong().forEach(found('node_modules'));
  inBundle(LAMBDA).forEach(found('assets/lambda'));
  return [...places].sort(([a], [b]) => a < b ? -1 : 1).map(([name, where]) => describe(name, where));
}

/** The packages with code in a bundle, which is at `place` in its package. */
export function bundledPackages(bundle: BuildOptions, place: string): ThirdPartyPackage[] {
  return inBundle(bundle).sort().map((name) => describe(name, [place]));
}

/** The bundled dependencies and their dependencies. */
function installedAlong(): string[] {
  const names = new Set<string>();
  const add = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    Object.keys(packageJson(join(NODE_MODULES, name)).dependencies ?? {}).forEach(add);
  };
  (packageJson(ROOT).bundledDependencies ?? []).forEach(add);
  return [...names];
}

/** The packages with at least one byte in the bundle. */
function inBundle(options: BuildOptions): string[] {
  const { outputs } = buildSync({ ...options, write: false, metafile: true }).metafile;
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const names = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)];
}

function describe(name: string, places: string[]): ThirdPartyPackage {
  const directory = join(NODE_MODULES, name);
  const { version, license, homepage, repository } = packageJson(directory);
  const file = readdirSync(directory).find((each) => /^licen[cs]e(-mit)?(\.(md|txt))?$/i.test(each));
  const text = file ? readFileSync(join(directory, file), 'utf8') : STANDARD_TEXTS[license ?? ''];
  if (!license || !text) throw new Error(`${name} does not name its licence or has no licence text: ask its authors, or use another package.`);
  const url = typeof repository === 'string' ? repository : repository?.url;
  return {
    name,
    version,
    licence: license,
    homepage: url ? web(url) : homepage ?? '',
    licenceText: text.trim(),
    places,
  };
}

const web = (repository: string): string => repository
  .replace(/^git\+/, '').replace(/^git:/, 'https:').replace(/^(?=[\w-]+\/[\w.-]+$)/, 'https://github.com/').replace(/\.git$/, '');

function packageJson(directory: string): PackageJson {
  const path = join(directory, 'package.json');
  if (!existsSync(path)) throw new Error(`${path} is missing: npm ci`);
  return JSON.parse(readFileSync(path, 'utf8')) as PackageJson;
}
