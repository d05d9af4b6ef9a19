import { resolve } from 'fast-uri';
import { isObject, possibleSubschemas } from './schema-keywords';
import { formatPointer, parsePointer, resolvePointer } from '../contract/json-pointer';
import { show, ValidationError } from '../contract/validation-error';

/** A schema within a document. */
export interface SchemaPlace {
  /** What errors call the document. */
  readonly origin: string;
  /** JSON pointer from the root of the document. */
  readonly pointer: string;
  /** The URI that the references in it are relative to. */
  readonly base: string;
  readonly value: unknown;
}

/** The schemas of some documents: which URIs name them, and what references lead to. */
export class SchemaPlaces {
  private readonly named = new Map<string, SchemaPlace>();
  private readonly known = new Map<unknown, SchemaPlace>();

  /** Adds a document and returns its root. */
  public add(origin: string, value: object): SchemaPlace {
    this.addNames({ origin, pointer: '', base: '', value });
    const root = this.known.get(value)!;
    // A document without "$id" is found by the references in it.
    if (!this.named.has(root.base)) this.named.set(root.base, root);
    return root;
  }

  /** The place of a schema with its own base, if the schema is known; otherwise what is given. */
  public placeOf(place: SchemaPlace): SchemaPlace {
    return this.known.get(place.value) ?? place;
  }

  public has(uri: string): boolean {
    return this.named.has(uri);
  }

  /** What a reference leads to; undefined if nothing is there. */
  public find(uri: string, fragment: string): SchemaPlace | undefined {
    const resource = this.named.get(uri);
    if (fragment === '' || fragment === '/' || !resource) return resource;
    return fragment.startsWith('/') ? this.descend(resource, fragment) : this.named.get(`${uri}#${fragment}`);
  }

  private descend(resource: SchemaPlace, pointer: string): SchemaPlace | undefined {
    let place = resource;
    for (const segment of parsePointer(pointer)) {
      const value = resolvePointer(place.value, [segment]);
      if (value === undefined) return undefined;
      place = this.placeOf(inside(place, [segment], value));
    }
    return place;
  }

  private addNames(place: SchemaPlace): void {
    if (!isObject(place.value)) return;
    const { $id, $anchor, $dynamicAnchor } = place.value;
    let own = place;
    if (typeof $id === 'string') {
      const { uri, fragment } = parseReference(place.base, $id);
      own = { ...place, base: uri };
      if (uri !== place.base) this.addName(uri, own);
      // In draft-07, "$id" may be an anchor.
      if (fragment !== '') this.addName(`${uri}#${fragment}`, own);
    }
    for (const anchor of new Set([$anchor, $dynamicAnchor])) {
      if (typeof anchor === 'string') this.addName(`${own.base}#${anchor}`, own);
    }
    this.known.set(place.value, own);
    for (const { segments, value } of possibleSubschemas(place.value)) this.addNames(inside(own, segments, value));
  }

  private addName(uri: string, place: SchemaPlace): void {
    const other = this.named.get(uri);
    if (!other) {
      this.named.set(uri, place);
    } else if (place.pointer === '' || JSON.stringify(place.value) !== JSON.stringify(other.value)) {
      throw new ValidationError(`SalesDataPipeline: ${place.origin} names the schema at ${place.pointer || 'its root'} as another is named: ${show(uri)} already exists `
        + `in ${other.origin} at ${other.pointer || 'its root'}. Give it another "$id" or "$anchor".`);
    }
  }
}

export function inside(place: SchemaPlace, segments: string[], value: unknown): SchemaPlace {
  return { ...place, pointer: place.pointer + formatPointer(segments), value };
}

/** The absolute URI that a reference names, and the fragment in that document. */
export function parseReference(base: string, reference: string): { uri: string; fragment: string } {
  const hash = reference.indexOf('#');
  const [relative, fragment] = hash === -1 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)];
  return { uri: relative === '' ? base : absolute(base, relative), fragment: decoded(fragment) };
}

function absolute(base: string, relative: string): string {
  try {
    return resolve(base, relative).replace(/#$/, '');
  } catch {
    // Nothing has a name that is no URI reference, so nothing is found.
    return relative;
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
