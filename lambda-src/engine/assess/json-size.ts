import { HASH_LENGTH } from './content-hash';
import type { Attributes } from './dynamodb-item';
import { MAX_VERSION_LENGTH } from './version-number';
import { MAX_ENTRY_SIZE } from '../../../src/private/contract/limits';
import type { AcceptedRecord, RecordOptions } from '../../../src/private/contract/messages';
import type { Survey } from '../bytes/survey';

/*
 * Upper bounds of what parts of an answer take, in bytes of JSON. They are computed from the counts of the survey,
 * because writing an answer out takes half as long as parsing its record.
 */

/** What surrounds a rejected record, rounded up: member names, punctuation, positions and the reason. Its errors come on top. */
export const REJECTED_FRAME = 300;

/** What surrounds the stretches of a shared dead letter, rounded up: as above, with the errors. */
export const SHARED_FRAME = 1_600;

/** A stretch, rounded up: member names, punctuation and positions. */
export const STRETCH_FRAME = 70;

/** Length of a character of a string at most: as \u0000. */
export const LONGEST_ESCAPE = 6;

export function jsonSize(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** What is the same around every accepted record of a file: everything but the record's own attributes, its text and the values of its key. */
export function acceptedFrame(objectKey: string, { tableKey, attributes, version }: RecordOptions): number {
  const position = Number.MAX_SAFE_INTEGER;
  const contentHash = '_'.repeat(HASH_LENGTH);
  const newest = '9'.repeat(MAX_VERSION_LENGTH);
  const key: Attributes = Object.fromEntries(tableKey.map(({ name }) => [name, { S: '' }]));
  const accepted: AcceptedRecord = {
    index: position,
    offset: position,
    length: position,
    item: {
      ...key,
      [attributes.contentHash]: { S: contentHash },
      [attributes.source]: { S: `${objectKey}#${position}` },
      ...(version === null ? {} : { [version.attribute]: { N: newest } }),
    },
    key,
    contentHash,
    version: version === null ? null : newest,
    record: null,
    recordBase64: null,
  };
  return jsonSize(accepted);
}

/** A record of `length` bytes as attributes. */
export function itemBound({ strings, members, containers, numbers, words, blanks }: Survey, length: number): number {
  // {"S":…}, {"M":…} and {"L":…}, {"N":"…"}, {"BOOL":…} and {"NULL":true} around the values.
  return length - blanks + 6 * (strings - members + containers) + 8 * numbers + 9 * words;
}

/** The values of a table key, which an accepted record has twice. */
export function keyBound(key: Attributes): number {
  let size = 0;
  for (const name in key) {
    const value = key[name] as { S?: string; N?: string };
    size += 2 * (value.N?.length ?? LONGEST_ESCAPE * value.S!.length);
  }
  return size;
}

/** A record's text of `length` bytes as a JSON string, where quotes, backslashes, quotes behind backslashes and line ends are escaped. */
export function textBound({ strings, backslashes, lineEnds }: Survey, length: number): number {
  return length + 2 * strings + 2 * backslashes + lineEnds;
}

/** Whether a state can carry a record of `size` bytes of JSON. */
export function fits(size: number): boolean {
  return size <= MAX_ENTRY_SIZE;
}
