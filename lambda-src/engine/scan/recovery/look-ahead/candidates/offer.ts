import { CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT } from '../../../../bytes/json-bytes';
import { nameCount } from '../../../../bytes/name-bit';
import { Resume } from '../../plan';
import type { Findings } from '../findings';
import { asRecord, resume } from '../findings';
import { firstOf, HIGHEST_SHOWN } from './first-of-run';
import { Inside } from '../frames';
import type { Offered } from './offered';
import { namesOf } from '../regular';
import { shownByLines } from './shown-by-lines';
import { firstName } from '../../line-and-column/first-name';
import type { Signs } from '../signs';
import type { Surroundings } from '../surroundings';
import { END } from '../view';

/** So many records of the known shape that follow each other show where records stand. */
const SHOWN = 2;

/**
 * The object of this frame, which has just closed in this column, may be a record. `inside`: what is around it is valid so
 * far, but began in what is broken. Undefined if nothing is decided, null if more bytes are needed.
 */
export function offer(signs: Signs, frame: number, next: number, column: number, inside: boolean): Findings | null | undefined {
  const { frames, given, inArray, runs, shapes, view } = signs;
  const { level } = frames;
  const start = frames.startOf(frame);
  const startColumn = frames.columnOf(frame);
  const before = frames.beforeOf(frame);
  // An indented object ends where it starts.
  if (startColumn >= 0 && column >= 0 && column !== startColumn) return undefined;
  const canEndLine = startColumn >= 0 || given.afterWords;
  const endsLine = canEndLine && ((inArray && next === CLOSE_ARRAY && before === COMMA) || view.endsLine(next));
  if (endsLine === null) return null;
  const lines = frames.insideOf(frame);
  const wholeLines = startColumn >= 0 && endsLine && lines !== Inside.NOT_DEEPER;
  const beginsAlike = signs.beginsAlike(start);
  const onOneLine = column < 0 && lines === Inside.ONE_LINE;
  const names = frames.namesOf(frame);
  // One name says little.
  const matches = shapes.matches(names) && (beginsAlike || wholeLines || nameCount(names) > 1);
  const isRecord = matches && shapes.known && !shapes.nestedAlike;
  const offered: Offered = { start, startColumn, before, next, level, inside, lines, onOneLine, beginsAlike, isRecord };
  const shown = wholeLines ? shownByLines(signs, offered) : undefined;
  if (shown !== undefined) return shown;
  const besideText = !inArray && (before === CLOSE_OBJECT || next === OPEN_OBJECT);
  // Where texts stand on one line, the end of one shows where the next one starts, whatever is open.
  const glued = (besideText || (!inArray && next === END)) && startColumn < 0 && given.headColumn < 0;
  // Where records start their lines, what starts none is no record.
  const mayBeSwallowed = inArray ? (startColumn < 0 && given.column < 0) || given.named : level <= HIGHEST_SHOWN || glued;
  const swallowed = inside && mayBeSwallowed && isRecord
    && !(glued && signs.isNestedLike((nested) => shapes.matches(nested)));
  if (inside && !swallowed && !isLikeHolder(signs, frame)) return undefined;
  if (!inArray && given.afterWords && start === view.from && endsLine) return resume(signs, start, Resume.TEXT);
  if (!(inArray ? standsInArray(given, offered) : standsAsText(offered) || (glued && matches))) return undefined;
  const isSeparate = before === COMMA || before === CLOSE_OBJECT;
  const { name } = firstName(view.bytes, start);
  const run = runs.add(level, { start, end: view.at, names, wholeLines, matches, beginsAlike, firstName: name, isSeparate, besideText });
  if (run.matches < SHOWN || (level > HIGHEST_SHOWN && !glued) || shapes.nestedAlike) return undefined;
  return resume(signs, firstOf(run, shapes)!, asRecord(signs), run);
}

/** Whether the object has no other names than the one that it is in, where nothing is known of records: a brace is missing between them. */
function isLikeHolder({ frames, given }: Signs, frame: number): boolean {
  const names = frames.namesOf(frame);
  // eslint-disable-next-line no-bitwise -- a set of names is a number
  return given.named && !given.shapes.known && frames.level === HIGHEST_SHOWN && nameCount(names) > 1 && (names & ~frames.namesOf(frame - 1)) === 0;
}

/** The object around the records may have ended too early. Then its members seem to belong to what is around it. */
export function offerOutside({ frames: { level }, given, regular, runs, view: { at, bytes } }: Signs, start: number, names: number): undefined {
  const shapes = given.shapes.with(namesOf(regular));
  if (shapes.nestedAlike || !shapes.matches(names)) return;
  const { name } = firstName(bytes, start);
  const looks = { matches: true, beginsAlike: true, isSeparate: true, besideText: false, wholeLines: false };
  runs.add(level, { start, end: at, names, firstName: name, ...looks });
}

/** Whether what is next to the object may be next to an element. */
function standsInArray({ named }: Surroundings, { before, next, startColumn }: Offered): boolean {
  const ends = next === COMMA || next === CLOSE_ARRAY || next === END || (named && next === CLOSE_OBJECT);
  return ends && (before === (named ? COLON : COMMA) || (startColumn >= 0 && before !== COLON));
}

/** Whether what is next to the object may be next to a text, or to one that something broken has swallowed. */
function standsAsText({ before, inside, next, startColumn }: Offered): boolean {
  if (next === CLOSE_ARRAY || next === CLOSE_OBJECT || next === COLON) return false;
  return inside || (before !== COLON && before !== OPEN_ARRAY && (before !== COMMA || startColumn >= 0));
}
