import { parsePointer } from '../../../../src/private/contract/json-pointer';
import type { AttributeValue, VersionOptions } from '../../../../src/private/contract/messages';
import { lacksOffset, nanoseconds } from '../date-time';
import type { Attributes } from '../dynamodb-item';
import { Rejection } from '../rejection';
import type { UploadVersion } from '../upload-version';
import { versionNumber } from '../version-number';

/** Pointers that the message about a missing version names at most. */
const MAX_POINTERS_NAMED = 6;

const EXPECTED = 'an RFC 3339 date-time such as 2026-11-26T10:15:00Z, or a number';

/** Finds how new each record is. */
export class RecordVersion {
  private readonly places: ReadonlyArray<{ readonly pointer: string; readonly segments: string[] }>;

  private upload?: UploadVersion;

  /** `findUpload` is called for the first record that needs it: until the object is read, it is not known when it was uploaded. */
  constructor({ pointers }: VersionOptions, private readonly findUpload: () => UploadVersion) {
    this.places = pointers.map((pointer) => ({ pointer, segments: parsePointer(pointer) }));
  }

  public of(record: Attributes, index: number): string | Rejection {
    if (this.places.length === 0) return (this.upload ??= this.findUpload()).ofRecord(index);
    for (const { pointer, segments } of this.places) {
      const value = attributeAt(record, segments);
      if (value !== undefined) return versionOf(value) ?? invalid(pointer, whyInvalid(value));
    }
    const named = this.places.slice(0, MAX_POINTERS_NAMED).map(({ pointer }) => pointer).join(', ');
    return invalid(this.places[0].pointer, `the version is not there: looked at ${named}${this.places.length > MAX_POINTERS_NAMED ? ', …' : ''}`);
  }
}

function versionOf(value: AttributeValue): string | null {
  const literal = 'N' in value ? value.N : 'S' in value ? nanoseconds(value.S) : null;
  return literal === null ? null : versionNumber(literal);
}

function whyInvalid(value: AttributeValue): string {
  if ('N' in value) return 'must be 0, or a number with a magnitude from 0.000001 to less than 1E38';
  if (!('S' in value)) return `must be ${EXPECTED}`;
  if (lacksOffset(value.S)) return 'must say its offset from UTC: add Z or an offset such as +02:00, because a local time is not a moment';
  return nanoseconds(value.S) === null ? `must be ${EXPECTED}` : 'must have at most 38 digits as nanoseconds since 1970';
}

function invalid(pointer: string, message: string): Rejection {
  return new Rejection('INVALID_VERSION', { pointer, keyword: 'record-version', message });
}

function attributeAt(record: Attributes, segments: readonly string[]): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: record };
  for (const segment of segments) {
    const members: object = 'M' in value ? value.M : 'L' in value && /^(?:0|[1-9]\d*)$/.test(segment) ? value.L : {};
    if (!Object.prototype.hasOwnProperty.call(members, segment)) return undefined;
    value = (members as Attributes)[segment];
  }
  return value;
}
