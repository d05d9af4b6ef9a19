import { recordOffsets } from './correction-file';
import type { CorrectionRow } from './rows';
import type { Letter } from '../dead-letters/message';
import { wrappingFor } from '../records/wrap-record';

/** Where a record of a correction stands in its file. */
export interface RecordPlace {
  readonly index: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The place of the record of each dead letter. */
export function placesIn({ letterIds, sizes }: Pick<CorrectionRow, 'letterIds' | 'sizes'>, recordsPointer: string): ReadonlyMap<string, RecordPlace> {
  const offsets = recordOffsets(wrappingFor(recordsPointer), sizes!);
  return new Map(letterIds.map((id, index) => [id, { index, byteOffset: offsets[index], byteLength: sizes![index] }]));
}

/** Dead letters that are about the file of a correction, and not about another object that has had its key. */
export function answersTo({ versionId, etag }: Pick<CorrectionRow, 'versionId' | 'etag'>, letters: readonly Letter[]): Letter[] {
  return letters.filter(({ deadLetter: { source } }) => source.etag === etag || (versionId !== null && source.versionId === versionId));
}

/** Finds the dead letter that answers for a record: its own one, or else one that several records share. */
export function answerFinder(answers: readonly Letter[]): (place: RecordPlace) => Letter | undefined {
  const own = new Map(answers.filter(isOfOneRecord).map((letter) => [letter.deadLetter.source.recordIndex, letter]));
  const shared = answers.filter((letter) => !isOfOneRecord(letter));
  return (place) => own.get(place.index) ?? shared.find((letter) => covers(letter, place));
}

/** Whether a dead letter may be about a record. One of the whole file may be about each. */
export function mayAnswer(letter: Letter, place: RecordPlace): boolean {
  const { recordIndex } = letter.deadLetter.source;
  return recordIndex === null || (isOfOneRecord(letter) ? recordIndex === place.index : covers(letter, place));
}

/** The dead letter of the whole file. */
export function answerForFile(answers: readonly Letter[]): Letter | undefined {
  return answers.find(({ deadLetter }) => deadLetter.source.recordIndex === null);
}

/** Such dead letters can be corrected one by one. */
export const isOfOneRecord = ({ deadLetter: { records, source } }: Letter): boolean => records === 1 && source.recordIndex !== null;

function covers({ deadLetter: { source } }: Letter, place: RecordPlace): boolean {
  return source.stretches?.some(({ byteOffset, byteLength }) =>
    byteOffset <= place.byteOffset && place.byteOffset + place.byteLength <= byteOffset + byteLength) ?? false;
}
