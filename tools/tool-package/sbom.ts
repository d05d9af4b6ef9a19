import type { ThirdPartyPackage } from '../notices/third-party-packages';

/** The bill of materials of the tool, in CycloneDX: the packages with code in its bundle. npm finds none of them, because the tool has no dependencies. */
export function toolSbom({ name, version }: { readonly name: string; readonly version: string }, packages: readonly ThirdPartyPackage[]): object {
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: component('application', { name, version }) },
    components: packages.map((each) => ({ ...component('library', each), licenses: [{ expression: each.licence }] })),
  };
}

function component(type: 'application' | 'library', { name, version }: { readonly name: string; readonly version: string }): object {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { 'type': type, 'bom-ref': purl, name, version, purl };
}
